import { z } from "zod";
import type { MockedResult } from "../execution/state-mocks.ts";
import { Document } from "../json/document.ts";
import { fromNative } from "../json/native.ts";
import { MockError } from "./mock-error.ts";
import type { MockedStates } from "./mocked-states.ts";

/** What a mocked state answers to one attempt. */
export type MockedAttempt =
  | { readonly return: unknown }
  | { readonly throw: { readonly error: string; readonly cause?: string } };

/** Mocked states by the names of machine and state: answers of the first call, the first retry and so on, the last for all further ones. */
export type MockTable = Readonly<Record<string, Readonly<Record<string, readonly MockedAttempt[]>>>>;

const ATTEMPT = z.union([
  z.strictObject({ return: z.json() }),
  z.strictObject({ throw: z.strictObject({ error: z.string().min(1), cause: z.string().optional() }) }),
]);
const TABLE = z.record(z.string(), z.record(z.string(), z.array(ATTEMPT).min(1)));

/** Reads a table. Throws a MockError with one sentence for the first thing that is wrong. */
export function readMockTable(table: MockTable): ReadonlyMap<string, MockedStates> {
  const checked = TABLE.safeParse(table);
  if (!checked.success) {
    const place = ["mock", ...(checked.error.issues[0]?.path ?? [])].join(".");
    throw new MockError(
      `${place} must list, by machine and state, what each attempt does: { return: … } or { throw: { error: …, cause: … } }.`,
    );
  }
  return new Map(
    Object.entries(checked.data).map(([machine, states]) => [
      machine,
      new Map(Object.entries(states).map(([state, attempts]) => [state, attempts.map(readAttempt)])),
    ]),
  );
}

function readAttempt(attempt: z.infer<typeof ATTEMPT>): MockedResult {
  if ("throw" in attempt) return { kind: "error", error: attempt.throw.error, cause: attempt.throw.cause };
  return { kind: "result", result: new Document(fromNative(attempt.return)) };
}
