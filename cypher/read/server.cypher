// name: read/server
// purpose: Which server this is.
// access: READ
// limits: 60 s, 10 rows
// params: none
// returns: name (string)
// returns: versions (list<string>)
// returns: edition (string)
// used by: connection
CALL dbms.components() YIELD name, versions, edition
RETURN name, versions, edition
