# Lintel in a container: no root, no network needed, nothing written to what is checked.
#
#   docker build --tag lintel .
#   docker run --rm --read-only --tmpfs /tmp --network none --user "$(id -u):$(id -g)" --volume "$PWD:/repo:ro" lintel check
#
# With --user git reads the repository, since it is yours then; without it Lintel runs as 10001. A registry's digest pins the base image
# to the byte: --build-arg NODE_IMAGE=node:22.21.1-bookworm-slim@sha256:…
ARG NODE_IMAGE=node:22.21.1-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node tools/build.mjs
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM ${NODE_IMAGE}
# git tells branches and dates of a repository; without it Lintel says what it could not know
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/*
COPY --from=build /src/package.json /src/LICENSE /opt/lintel/
COPY --from=build /src/dist /opt/lintel/dist
COPY --from=build /src/node_modules /opt/lintel/node_modules
RUN ln -s /opt/lintel/dist/cli.cjs /usr/local/bin/lintel
ENV HOME=/tmp NODE_ENV=production
USER 10001:10001
WORKDIR /repo
ENTRYPOINT ["lintel"]
CMD ["check"]
