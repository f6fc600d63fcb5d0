import type { Fact, Place } from "../../../scenario/facts/fact.ts";
import { printableLine } from "../../../support/printable-line.ts";
import type { ReadReport } from "../reading/read-inputs.ts";

const LONGEST = 160;
/** Of one kind so many are listed; the rest is counted. */
const MOST_PROBLEMS = 50;
const MOST_FACTS = 200;

/** The table of facts, then contradictions, then what could not be read. */
export function factsText({ facts, problems, contradictions, words, lines }: ReadReport): string {
  const width = Math.max(0, ...facts.slice(0, MOST_FACTS).map(({ place }) => placeText(place).length));
  const told = [...words].filter(([, numbers]) => numbers.length > 0);
  return [
    `Facts: ${facts.length}, from ${lines} lines`,
    ...facts.slice(0, MOST_FACTS).map((fact) => `  ${placeText(fact.place).padEnd(width)}  ${factText(fact)}`),
    ...(facts.length > MOST_FACTS ? [`  and ${facts.length - MOST_FACTS} more`] : []),
    ...list("Contradictions", contradictions),
    ...list("Not read", problems),
    ...told.map(([file, numbers]) => `Words for people, from which nothing is taken: ${file}:${ranges(numbers)}`),
  ].join("\n");
}

function list(title: string, problems: ReadReport["problems"]): string[] {
  if (problems.length === 0) return [];
  const shown = problems.slice(0, MOST_PROBLEMS);
  const rest = problems.length - shown.length;
  return [
    `${title}: ${problems.length}`,
    ...shown.map(({ place, reason }) => `  ${placeText(place)}  ${printableLine(reason, 300)}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}

export function placeText({ file, line }: Place): string {
  return printableLine(`${file}:${line}`);
}

/** One line of at most some 160 characters; nothing in it moves the cursor. */
function factText(fact: Fact): string {
  return printableLine(wordsOf(fact), LONGEST);
}

function wordsOf(fact: Fact): string {
  switch (fact.kind) {
    case "row":
      return `row    ${fact.table} ${pairs(fact.columns)}`;
    case "log":
      return `log    ${fact.at ?? ""} ${fact.source} ${fact.level} ${fact.message} ${pairs(fact.fields)}`;
    case "callback":
      return `callback ${fact.text}`;
    case "execution":
      return `execution ${fact.arn} ${fact.status ?? ""} ${fact.error ?? ""}`;
    case "history-event":
      return `history ${fact.id} ${fact.type} ${fact.state ?? ""} ${fact.error ?? ""}`;
    case "object":
      return `object ${fact.key}${fact.size === undefined ? "" : ` (${fact.size} bytes)`}`;
    case "message":
      return `message ${fact.body}`;
    case "answer":
      return `answer ${fact.method} ${fact.path} ${fact.status ?? ""} ${fact.body ?? ""}`;
    case "claim":
      return `claim  ${fact.claim} ${fact.method ?? ""} ${fact.path ?? ""} “${fact.words}”`;
  }
}

function pairs(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");
}

/** `1, 3–5`. */
function ranges(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let index = 0; index < numbers.length; ) {
    let end = index;
    while (numbers[end + 1] === (numbers[end] ?? 0) + 1) end++;
    parts.push(end === index ? `${numbers[index]}` : `${numbers[index]}–${numbers[end]}`);
    index = end + 1;
  }
  return parts.slice(0, 40).join(", ") + (parts.length > 40 ? ", …" : "");
}
