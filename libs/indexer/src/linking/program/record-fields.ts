/** Places of the fields in a scope record, see SCOPE_STRIDE. */
export const ScopeField = { KIND: 0, PARENT: 1, OWNER: 2, CALLABLE: 3 } as const;

/** Places of the fields in a binding record, see BINDING_STRIDE. */
export const BindingField = { SCOPE: 0, NAME: 1, KIND: 2, VALUE: 3, TYPE: 4, DEFINITION: 5, OFFSET: 6, MEANING: 7 } as const;

/** Places of the fields in a member record, see MEMBER_STRIDE. */
export const MemberField = { OBJECT: 0, NAME: 1, VALUE: 2, TYPE: 3, DEFINITION: 4, CALLABLE: 5, LINE: 6, OFFSET: 7 } as const;

/** Places of the fields in a site record, see SITE_STRIDE. */
export const SiteField = { KIND: 0, TERM: 1, LINE: 2, COLUMN: 3, DEFINITION: 4, CALLABLE: 5, NAME: 6, FLAGS: 7 } as const;
