#!/bin/sh
# Run once, as the database is made: Rasa gets a database of its own and a role that sees nothing else.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$RASA_POSTGRES_PASSWORD" --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'SQL'
CREATE ROLE rasa LOGIN PASSWORD :'password';
CREATE DATABASE rasa OWNER rasa;
REVOKE CONNECT ON DATABASE rasa FROM PUBLIC;
SELECT format('REVOKE CONNECT ON DATABASE %I FROM PUBLIC', current_database()) \gexec
SQL
