import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable } from "../framework/options.ts";
import { HELP } from "../framework/shared-options.ts";

const name = (description: string) =>
  ({ kind: "value", placeholder: "NAME", description, read: (text: string) => text }) as const;

/** The options of `npm run prove`. */
export const PROVE_OPTIONS = {
  broken: name("the system that has the defect: a revision, with +D8 for further defects, or a system of your own"),
  mended: name("the system in which it is mended"),
  config: {
    kind: "value",
    placeholder: "PATH",
    description: "the harness.config.ts that names systems of your own (default: the one in this folder)",
    read: (text: string) => text,
  },
  page: {
    kind: "value",
    placeholder: "FILE",
    description: "write the page there as well, as Markdown for the pull request",
    read: (text: string) => text,
  },
  help: HELP,
} as const satisfies OptionTable;

export const PROVE_HELP: HelpParts<typeof PROVE_OPTIONS> = {
  usage: ["npm run prove -- incidents/ID --broken NAME --mended NAME"],
  intro:
    "Plays the steps of a saved incident once on each of two systems. The broken one must end as was reported; the mended one\n" +
    "must not, must break no rule of the gate, and must be honest to who asked: a ZIP, or a refusal that says why.",
  options: PROVE_OPTIONS,
  examples: ["npm run prove -- incidents/listing-31 --broken current --mended fixed"],
  closing: [
    "In a job of GitHub Actions the page is also the job's summary. Exit status: 0 proved, 1 not proved, 2 usage, 3 this machine",
    "lacks something, 70 a bug of the harness.",
  ],
};
