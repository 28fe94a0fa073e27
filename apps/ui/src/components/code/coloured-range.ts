/** A part of a text with the class of its colour; parts in between have none. */
export interface ColouredRange {
  readonly from: number;
  readonly to: number;
  readonly className: string;
}
