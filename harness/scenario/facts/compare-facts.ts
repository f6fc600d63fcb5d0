import { bestMatch } from "./best-match.ts";
import { compareCloud } from "./compare-cloud.ts";
import { compareLogs } from "./compare-logs.ts";
import { compareRows } from "./compare-rows.ts";
import { type Fact, type FactOf, factsOf } from "./fact.ts";
import { jsonOrText, normalForm } from "./normal-form.ts";
import type { Seen } from "./seen.ts";
import { isOfStories } from "./stories.ts";
import { type FactsComparison, type Strictness, Tally } from "./tally.ts";

/** Compares what is known of an incident with a world, field by field; `listing` also lists what is the same. */
export function compareFacts(
  facts: readonly Fact[],
  seen: Seen,
  strictness: Strictness,
  options: { readonly listing?: boolean } = {},
): FactsComparison {
  const tally = new Tally(strictness, seen.backend, options);
  compareRows(tally, facts, seen);
  compareLogs(tally, facts, seen);
  compareCloud(tally, facts, seen);
  for (const fact of factsOf(facts, "answer")) compareAnswer(tally, fact, seen);
  for (const fact of factsOf(facts, "claim")) compareClaim(tally, fact, seen);
  return tally.result();
}

function compareAnswer(tally: Tally, fact: FactOf<"answer">, { answers }: Seen): void {
  const label = `${fact.method} ${fact.path}`;
  const asked = answers.filter(({ method, path }) => method === fact.method && path === fact.path);
  const body = fact.body === undefined ? undefined : jsonOrText(fact.body);
  const found = bestMatch(asked, ({ status, text }) => {
    return 2 * Number(status === fact.status) + Number(body !== undefined && tally.isSame(body, jsonOrText(text)));
  });
  if (!found) {
    tally.skip(label, "no person of the story asks for it");
    return;
  }
  if (fact.status !== undefined) tally.field(fact, `${label}: status`, fact.status, found.status);
  if (fact.bytes !== undefined) tally.field(fact, `${label}: bytes`, fact.bytes, found.bytes);
  if (body !== undefined) tally.field(fact, `${label}: body`, normalForm(body), normalForm(jsonOrText(found.text)));
}

function compareClaim(tally: Tally, fact: FactOf<"claim">, { keys, answers }: Seen): void {
  if (fact.claim === "no-zip") {
    const zips = [...keys].filter((key) => key.endsWith(".zip"));
    tally.field(fact, "ZIP objects", "none", zips.join(", ") || "none");
    return;
  }
  if (fact.path !== undefined && !isOfStories(fact.path)) {
    tally.skip(`${fact.method} ${fact.path}`, "no person of the story asks for it");
    return;
  }
  const asked = answers.filter(({ method, path }) => method === fact.method && path === fact.path);
  const succeeded = asked.some(({ status }) => status < 300);
  tally.field(
    fact,
    `${fact.method} ${fact.path}`,
    "success",
    succeeded ? "success" : `${asked[0]?.status ?? "not asked"}`,
  );
}
