/** Somebody's mocks do not fit: one sentence that says where, what, and what was probably meant. */
export class MockError extends Error {
  override readonly name = "MockError";
}
