/** AWS's are 20 digits of 128 bits that grow, not consecutively: "18849496460467696128" is one that AWS gave. */
const FIRST = 18_849_496_460_467_696_128n;
const STEP = 256n;

/** Of one FIFO queue. */
export class SequenceNumbers {
  /** The last one that was given. */
  last = FIRST - STEP;

  next(): string {
    this.last += STEP;
    return String(this.last);
  }
}
