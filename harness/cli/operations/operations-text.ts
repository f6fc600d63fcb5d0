import type { ServiceOperations } from "../../emulator/operations.ts";

/** Where the table is kept, and what renews it. */
export const OPERATIONS_FILE = "docs/operations.md";
export const RENEWING_COMMAND = "npm run operations";

/** The table of the operations of each service, in Markdown. */
export function operationsText(services: readonly ServiceOperations[]): string {
  const counts = services.map(
    ({ title, answered, onTheWire = [], refused }) =>
      `| [${title}](#${anchorOf(title)}) | ${answered.length + onTheWire.length} | ${refused.size} |`,
  );
  return [
    "# Operations",
    "",
    `Made by \`${RENEWING_COMMAND}\` from the rooms' own tables (\`harness/emulator/operations.ts\`); do not edit it.`,
    "",
    "**answered** is done as AWS does it, within what the room's README says; a state machine can call it too, as",
    "`arn:aws:states:::aws-sdk:SERVICE:operation`. **on the wire** is done likewise for clients, and no state machine can call it.",
    "**refused** is answered with 501 `NotImplemented` and the operation's name; S3 tells the subresource or header that the request has.",
    "",
    "| service | answered | refused |",
    "| --- | --- | --- |",
    ...counts,
    "",
    ...services.flatMap(section),
  ].join("\n");
}

function section({ title, answered, onTheWire = [], refused }: ServiceOperations): string[] {
  const rows = [
    ...answered.map((name) => [name, "answered"] as const),
    ...onTheWire.map((name) => [name, "on the wire"] as const),
    ...[...refused].map(([name, reason]) => [name, `refused: ${reason}`] as const),
  ].sort(([left], [right]) => (left < right ? -1 : 1));
  return [
    `## ${title}`,
    "",
    "| operation | |",
    "| --- | --- |",
    ...rows.map(([name, fate]) => `| ${name} | ${fate} |`),
    "",
  ];
}

/** As Markdown viewers make anchors of headings. */
function anchorOf(title: string): string {
  return title.toLowerCase().replaceAll(" ", "-");
}
