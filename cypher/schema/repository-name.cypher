// name: schema/repository-name
// purpose: A repository has one node.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_repository_name IF NOT EXISTS
FOR (repository:REPOSITORY) REQUIRE repository.name IS UNIQUE
