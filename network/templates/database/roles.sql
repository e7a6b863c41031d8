-- SPDX-License-Identifier: Apache-2.0
-- Run once by Postgres' image, as its superuser, when the database is made. Whom the gateway connects as owns the database and
-- is no superuser: row-level security binds it, and it makes no roles. The other three are those that it takes on by itself.
\getenv password LICET_DATABASE_PASSWORD
CREATE ROLE licet LOGIN PASSWORD :'password';
CREATE ROLE licet_gateway NOLOGIN;
CREATE ROLE licet_caller NOLOGIN;
CREATE ROLE licet_finder NOLOGIN;
GRANT licet_gateway, licet_caller, licet_finder TO licet;
ALTER DATABASE licet OWNER TO licet;
REVOKE ALL ON DATABASE licet FROM PUBLIC;
