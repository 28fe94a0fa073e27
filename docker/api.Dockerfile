# The API and the worker: one image, two commands (see compose.yaml). Build from the root of the clone:
#   docker build -f docker/api.Dockerfile -t codexgraph-api .
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY apps/api/package.json apps/api/
COPY apps/cli/package.json apps/cli/
COPY apps/ui/package.json apps/ui/
COPY libs/assistant/package.json libs/assistant/
COPY libs/chat-agent/package.json libs/chat-agent/
COPY libs/config/package.json libs/config/
COPY libs/datasets/package.json libs/datasets/
COPY libs/cypher-agent/package.json libs/cypher-agent/
COPY libs/graph-model/package.json libs/graph-model/
COPY libs/graph-store/package.json libs/graph-store/
COPY libs/indexer/package.json libs/indexer/
COPY libs/llm/package.json libs/llm/
COPY libs/local-services/package.json libs/local-services/
COPY libs/offline-planner/package.json libs/offline-planner/
COPY libs/retrieval/package.json libs/retrieval/
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.base.json ./
COPY apps apps
COPY libs libs
COPY cypher cypher
RUN node node_modules/typescript/bin/tsc -b apps/api \
    && (cd apps/ui && node ../../node_modules/vite/bin/vite.js build --logLevel error) \
    && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git ca-certificates openssh-client \
    && rm -rf /var/lib/apt/lists/* \
    && install --directory --owner=node --group=node /var/lib/codexgraph
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build --chown=root:root /app /app
USER node
VOLUME /var/lib/codexgraph
EXPOSE 4000
CMD ["node", "apps/api/dist/api.main.js"]
