#!/usr/bin/env bash
# Builds the image with the new model and serves it. If the service does not answer, the image before it comes back.
set -euo pipefail
cd "$(dirname "$0")/.."

docker tag recommender:live recommender:previous
docker build -t recommender:live .
docker compose up -d

if ! curl --fail --silent --retry 10 --retry-delay 3 --retry-all-errors http://localhost:8082/recommend/1; then
  docker tag recommender:previous recommender:live
  docker compose up -d --force-recreate recommender
  exit 1
fi
