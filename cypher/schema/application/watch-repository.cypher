// name: schema/application/watch-repository
// purpose: A repository is watched once.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_app_watch_repository IF NOT EXISTS
FOR (watch:AppWatch) REQUIRE watch.repository IS UNIQUE
