/** This process or machine does not let its clock be shifted. The message is one sentence that says why. */
export class ClockRefused extends Error {
  override readonly name = "ClockRefused";
}
