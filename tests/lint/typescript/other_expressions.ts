export const t = {update:{expression:"x => x + 1"},query:{expression:"$.a.b"}};
