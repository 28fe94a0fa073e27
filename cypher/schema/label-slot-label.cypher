// name: schema/label-slot-label
// purpose: A revision label belongs to one repository and one revision at a time.
// access: SCHEMA
// limits: 30 s, 0 rows
// params: none
// returns: none
// used by: applySchema
CREATE CONSTRAINT codexgraph_label_slot_label IF NOT EXISTS
FOR (slot:LABEL_SLOT) REQUIRE slot.label IS UNIQUE
