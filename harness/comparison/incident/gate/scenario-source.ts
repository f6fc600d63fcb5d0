import { FINALIZATION_MACHINE, PROCESSING_MACHINE } from "../../../../system/infrastructure.ts";
import type { GateRuleId } from "../../../scenario/gate/rule.ts";
import { isVideo } from "../../../scenario/named-uploads.ts";
import { isOfOwner, type Plan, type Step } from "../inference/plan.ts";
import { codeOf, type Fit } from "../playing/adjustment.ts";
import type { Circumstances } from "../playing/circumstances.ts";
import { namedFiles } from "../playing/play-plan.ts";

/** What a scenario of an incident is written from. */
export interface Told {
  readonly title: string;
  readonly plan: Plan;
  readonly circumstances: Circumstances;
  readonly fit: Fit;
  /** What each step was answered with. */
  readonly statuses: readonly (number | undefined)[];
  /** How often each fault struck, by its name. */
  readonly strikes: ReadonlyMap<string, number>;
  readonly violates: readonly GateRuleId[];
}

/** The incident as a scenario file, as a person would write it. */
export function scenarioSource(told: Told): string {
  const { plan, circumstances, fit } = told;
  const needs = new Set(["expect", "readFactsEvidence", "scenario"]);
  const story = [
    ...uploadLines(plan, circumstances, needs),
    ...fit.atStart.map(codeOf),
    ...(plan.ownerSignedIn ? ["await owner.signIn();"] : []),
    ...plan.steps.flatMap((step, index) => stepLines(told, step, index, needs)),
    ...(circumstances.world.workers === true ? ["await world.advance(40 * 60_000);"] : []),
    "",
    "await expect(world).toReproduce(evidence);",
  ];
  const options = optionLines(told, needs);
  const usesS3 = needs.delete("DeleteObjectCommand");
  const context = ["world", "photographer", "owner", "uploads"].filter((name) =>
    story.some((line) => new RegExp(`\\b${name}\\b`).test(line)),
  );
  return [
    'import { readFileSync } from "node:fs";',
    ...(usesS3 ? ['import { DeleteObjectCommand } from "@aws-sdk/client-s3";'] : []),
    `import { ${[...needs].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)).join(", ")} } from "#scenario";`,
    "",
    'const path = new URL("./evidence.json", import.meta.url);',
    'const evidence = readFactsEvidence(readFileSync(path, "utf8"), "evidence.json");',
    `const listing = ${plan.listing};`,
    "",
    "scenario(",
    `  ${JSON.stringify(told.title)},`,
    "  {",
    ...options.map((line) => `    ${line}`),
    "  },",
    `  async ({ ${context.join(", ")} }) => {`,
    ...story.map((line) => (line === "" ? "" : `    ${line}`)),
    "  },",
    ");",
    "",
  ].join("\n");
}

function optionLines({ plan, circumstances, violates }: Told, needs: Set<string>): string[] {
  const { revision, added, removed, world } = circumstances;
  const lines = [`revision: "${revision}",`, `startAt: "${plan.startAt}",`];
  if (plan.files.some(isVideo)) lines.push('needs: ["ffmpeg"],');
  if (added.length + removed.length > 0) {
    const parts = [
      ...(added.length > 0 ? [`added: ${list(added)}`] : []),
      ...(removed.length > 0 ? [`removed: ${list(removed)}`] : []),
    ];
    lines.push(`defects: { ${parts.join(", ")} },`);
  }
  if (violates.length > 0) lines.push(`violates: ${list(violates)},`);
  const first = plan.steps.find(({ job }) => job !== undefined)?.job;
  const { finalizationMachine, ...rest } = world;
  const own = Object.entries(rest).map(([name, value]) => `${name}: ${JSON.stringify(value)},`);
  lines.push(
    "world: {",
    ...(plan.accountId === undefined ? [] : [`  accountId: "${plan.accountId}",`]),
    ...(plan.region === undefined ? [] : [`  region: "${plan.region}",`]),
    ...(first === undefined || first === 20 ? [] : [`  nextJobId: ${first},`]),
    `  listings: [{ id: listing, status: 6 }],`,
    ...(finalizationMachine === undefined ? [] : [`  finalizationMachine: ${machine(finalizationMachine, needs)},`]),
    ...own.map((line) => `  ${line}`),
    "},",
  );
  return lines;
}

function machine(name: string, needs: Set<string>): string {
  const known =
    name === PROCESSING_MACHINE
      ? "PROCESSING_MACHINE"
      : name === FINALIZATION_MACHINE
        ? "FINALIZATION_MACHINE"
        : undefined;
  if (known === undefined) return JSON.stringify(name);
  needs.add(known);
  return known;
}

function uploadLines({ files }: Plan, circumstances: Circumstances, needs: Set<string>): string[] {
  needs.add("namedUploads");
  const { named } = namedFiles(files, circumstances.files);
  return [
    "const files = await namedUploads(uploads, [",
    ...named.map(({ assetType, sequence, name, condition }) => {
      const parts = [`assetType: "${assetType}"`, `sequence: ${sequence}`, `name: ${JSON.stringify(name)}`];
      return `  { ${[...parts, ...(condition === undefined ? [] : [`condition: "${condition}"`])].join(", ")} },`;
    }),
    "]);",
  ];
}

function stepLines(told: Told, step: Step, index: number, needs: Set<string>): string[] {
  const { plan, circumstances, fit, statuses } = told;
  const happenings = (when: "before" | "during" | "after"): string[] =>
    circumstances.happenings
      .filter((one) => one.step === step.name && one.when === when)
      .flatMap(({ code, imports, fault }) => {
        for (const name of imports) needs.add(name);
        return code(fault === undefined ? 1 : (told.strikes.get(fault) ?? 0));
      });
  const previous = plan.steps.slice(0, index).findLast(({ job }) => job !== undefined)?.job;
  const gap = step.job !== undefined && previous !== undefined && step.job > previous + 1;
  const status = statuses[index];
  const signsIn = isOfOwner(step) && !plan.ownerSignedIn && !plan.steps.slice(0, index).some(isOfOwner);
  const call = callOf(step, plan, circumstances);
  return [
    "",
    ...(step.at === undefined ? [] : [`await world.advanceTo("${new Date(step.at).toISOString()}");`]),
    ...(gap ? [`await world.database.execute("ALTER TABLE media_processing_jobs AUTO_INCREMENT=${step.job}");`] : []),
    ...(signsIn ? ["await owner.signIn();"] : []),
    ...happenings("before"),
    ...(fit.steps[index]?.before ?? []).map(codeOf),
    status === undefined || step.name === "upload"
      ? `await ${call};`
      : `expect((await ${call}).status).toBe(${status});`,
    ...happenings("during"),
    ...(fit.steps[index]?.during ?? []).map(codeOf),
    "await world.settle();",
    ...happenings("after"),
  ];
}

function callOf({ name }: Step, { files }: Plan, circumstances: Circumstances): string {
  if (name === "process") return "photographer.process(listing)";
  if (name === "complete") return "photographer.complete(listing)";
  if (name === "approve" || name === "reject") return `owner.${name}(listing)`;
  const { missing } = namedFiles(files, circumstances.files);
  return `photographer.upload(listing, files${missing.length === 0 ? "" : `, { except: ${list(missing)} }`})`;
}

const list = (names: readonly string[]): string => `[${names.map((name) => JSON.stringify(name)).join(", ")}]`;
