# docker build -t ddbexpr . && docker run --rm -v "$PWD:/work:ro" ddbexpr
FROM rust:1-slim AS build
WORKDIR /source
COPY . .
RUN cargo install --locked --path . --root /out

FROM debian:stable-slim
COPY --from=build /out/bin/ddbexpr /usr/local/bin/ddbexpr
WORKDIR /work
USER nobody
ENTRYPOINT ["ddbexpr"]
CMD ["lint", "."]
