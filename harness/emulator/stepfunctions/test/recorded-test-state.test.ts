import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { asRecorded, difference } from "./recorded-case.ts";
import { testState } from "./test-one-state.ts";

/** Calls of TestState and AWS's answers (recorded by the LocalStack project, Apache-2.0); tokens of the recorder are `<any>`. */
const CASES = z
  .array(
    z.object({
      case: z.string(),
      request: z.record(z.string(), z.unknown()),
      answer: z.unknown().optional(),
      error: z.object({ code: z.string(), message: z.string() }).optional(),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL("../fixtures/recorded-test-state/cases.json", import.meta.url), "utf8")));

for (const { case: name, request, answer, error } of CASES) {
  test(`TestState as recorded on AWS: ${name}`, async () => {
    const answered = await testState(request);
    if (error) expect(answered).toBe(`${error.code}: ${error.message}`);
    else expect(difference(answer, asRecorded(answered))).toBeUndefined();
  });
}
