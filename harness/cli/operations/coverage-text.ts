import type { ServiceOperations } from "../../emulator/operations.ts";
import type { ServiceParameters } from "../../emulator/parameters.ts";
import { RENEWING_COMMAND } from "./operations-text.ts";

export const COVERAGE_FILE = "docs/cloud-coverage.md";

/** How much of each service's published model is answered, and which parameters of that are not honoured. In Markdown. */
export function coverageText(services: readonly ServiceOperations[], parameters: readonly ServiceParameters[]): string {
  const counts = services.map(({ title, answered, onTheWire = [], refused }) => {
    const answers = answered.length + onTheWire.length;
    return `| ${title} | ${answers + refused.size} | ${answers} | ${refused.size} |`;
  });
  return [
    "# Coverage of the cloud",
    "",
    `Made by \`${RENEWING_COMMAND}\` from the rooms' own tables; do not edit it. A test holds the operations against AWS's published models:`,
    "each is answered or refused by name. Operation by operation, with the reasons: [operations.md](operations.md).",
    "",
    "| service | published operations | answered | refused by name |",
    "| --- | --- | --- | --- |",
    ...counts,
    "",
    "## Parameters",
    "",
    "Of the answered operations of these services every parameter of the model is honoured, but for those below: **refused** is answered with 501",
    "`NotImplemented` and the parameter's name; **without effect** is kept and answered where AWS answers it, and changes nothing here.",
    "",
    ...parameters.flatMap(section),
  ].join("\n");
}

function section({ title, refused, withoutEffect }: ServiceParameters): string[] {
  const rows = (fate: string, parameters: ServiceParameters["refused"]) =>
    Object.entries(parameters).map(
      ([operation, names]) => `| ${operation} | ${fate} | ${names.toSorted().join(", ")} |`,
    );
  const all = [...rows("refused", refused), ...rows("without effect", withoutEffect)].sort();
  if (all.length === 0) return [`### ${title}`, "", "All are honoured.", ""];
  return [`### ${title}`, "", "| operation | | parameters |", "| --- | --- | --- |", ...all, ""];
}
