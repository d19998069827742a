#!/bin/sh
# Gives a container its secret key: from the environment, or one kept in the data volume.
set -eu
if [ -z "${SECRET_KEY:-}" ]; then
    SECRET_KEY=$(python docker/services.py key)
    export SECRET_KEY
fi
exec "$@"
