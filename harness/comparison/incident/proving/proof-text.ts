import { printableLine } from "../../../support/printable-line.ts";
import type { Proof, SideEnd } from "./prove-mend.ts";

/** The proof as Markdown, for a pull request and a job summary. */
export function proofText(id: string, { broken, mended, objections }: Proof): string {
  const verdict = objections.length === 0 ? "**proved**" : "**NOT proved**";
  return [
    `## Incident ${id}: the mend is ${verdict}`,
    "",
    "| | broken | mended |",
    "| --- | --- | --- |",
    `| system | ${cell(broken.name)} | ${cell(mended.name)} |`,
    `| shows the incident | ${shows(broken)} | ${shows(mended)} |`,
    `| rules of the gate broken | ${rules(broken)} | ${rules(mended)} |`,
    `| honest to who asked | ${honest(broken)} | ${honest(mended)} |`,
    "",
    ...objections.map((what) => `- ${cell(what)}`),
    ...(objections.length > 0 ? [""] : []),
  ].join("\n");
}

function shows({ unlike, refused }: SideEnd): string {
  if (refused !== undefined) return cell(`no: it does not start, because ${refused}`);
  const [first] = unlike;
  return first ? cell(`no: ${first.field} is ${first.found}`) : "yes";
}

const rules = ({ broken, refused }: SideEnd): string =>
  refused !== undefined || broken.length === 0 ? "none" : cell(broken.map(({ rule }) => rule).join("; "));

function honest({ dishonest, refused }: SideEnd): string {
  if (refused !== undefined) return "yes: it refuses to start, and says why";
  return dishonest.length === 0 ? "yes" : cell(`no: ${dishonest.join("; ")}`);
}

/** Nothing of the incident's can end the cell or become markup. */
function cell(text: string): string {
  return printableLine(text, 300).replace(/[|<>`]/g, (one) => `&#${one.charCodeAt(0)};`);
}
