import { readFileSync } from "node:fs";
import { z } from "zod";
import { stableText } from "../../../../comparison/parity/stable-text.ts";

const Report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({
          status: z.string(),
          meta: z.object({
            scenario: z.object({ id: z.string(), failure: z.object({ rule: z.string() }).optional() }).optional(),
          }),
        }),
      ),
    }),
  ),
});

/** Of each scenario that a run judged, by its id: `passed`, or the rule that it broke, as a baseline writes it. */
export function verdictsOf(jsonReport: string): ReadonlyMap<string, string> {
  const { testResults } = Report.parse(JSON.parse(readFileSync(jsonReport, "utf8")));
  const judged = testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ status, meta: { scenario } }) =>
      scenario && (status === "passed" || status === "failed") ? [scenario] : [],
    ),
  );
  return new Map(judged.map(({ id, failure }) => [id, failure ? stableText(failure.rule) : "passed"]));
}

/** The reason by the ids of the scenarios that are not applicable, as the summary of a run lists them. */
export function notApplicableIn(output: string): Readonly<Record<string, string>> {
  const [, block = ""] = /^○ \d+ not applicable\n((?: .*\n)*)/m.exec(output) ?? [];
  const reasons: [string, string][] = [];
  let reason = "";
  for (const line of block.split("\n")) {
    if (/^ {2}\S/.test(line)) reason = line.trim();
    else for (const id of line.split(",")) if (id.trim() !== "") reasons.push([id.trim(), reason]);
  }
  return Object.fromEntries(reasons.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
