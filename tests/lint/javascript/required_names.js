const KEYS = Object.freeze({ OWNER: 'owner_id', ROUTE: 'range' });

module.exports = { KEYS, SORT: 'trip' };
