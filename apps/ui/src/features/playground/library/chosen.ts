/** A query to put into the editor. */
export interface Chosen {
  readonly text: string;
  /** JSON; empty when there are none. */
  readonly parameters: string;
}
