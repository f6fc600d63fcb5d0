import type { Document } from "../json/document.ts";
import { StateFailure } from "./failure.ts";

/** What a mocked state gives instead of calling anything. */
export type MockedResult =
  | { readonly kind: "result"; readonly result: Document }
  | { readonly kind: "error"; readonly error: string | undefined; readonly cause: string | undefined };

/** Asked by states that call something, right before they would call. */
export interface StateMocks {
  /** `call` counts the state's calls in the execution from 0, retries and further visits alike; `undefined` lets the state call for real. */
  resultFor(stateName: string, call: number): MockedResult | undefined;
}

/** The result of a mocked call; throws the mocked error as the called service would. */
export async function answerMocked(mocked: MockedResult): Promise<Document> {
  if (mocked.kind === "error") throw new StateFailure(mocked.error, mocked.cause);
  return mocked.result;
}
