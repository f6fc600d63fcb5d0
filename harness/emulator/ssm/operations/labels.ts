import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { tooManyLabels, versionNotFound } from "../errors.ts";
import { MAXIMUM_LABEL_CHARACTERS, MAXIMUM_LABELS, MINIMUM_LABELS } from "../limits.ts";
import { newest, type ParameterStore, type StoredParameter } from "../parameter-store.ts";

const schema = z.object({
  Name: z.string(),
  ParameterVersion: optional(z.number().int()),
  Labels: z.array(z.string()).min(MINIMUM_LABELS).max(MAXIMUM_LABELS),
});

/** Letters first, and neither AWS's nor SSM's (API_LabelParameterVersion.html). */
const isLabel = (text: string): boolean =>
  text.length <= MAXIMUM_LABEL_CHARACTERS && /^[A-Za-z_.-][\w.-]*$/.test(text) && !/^(?:aws|ssm)/i.test(text);

/** A label is on one version; a new one takes it from the others (API_LabelParameterVersion.html). */
export const labelParameterVersion = (store: ParameterStore): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(schema, input);
    const parameter = store.named(given.Name);
    const version = versionOf(parameter, given.ParameterVersion);
    const valid = given.Labels.filter(isLabel);
    if (new Set([...version.labels, ...valid]).size > MAXIMUM_LABELS) throw tooManyLabels();
    for (const label of valid) {
      for (const other of parameter.versions) other.labels.delete(label);
      version.labels.add(label);
    }
    return { InvalidLabels: given.Labels.filter((label) => !isLabel(label)), ParameterVersion: version.version };
  });

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_UnlabelParameterVersion.html */
export const unlabelParameterVersion = (store: ParameterStore): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(schema.extend({ ParameterVersion: z.number().int() }), input);
    const version = versionOf(store.named(given.Name), given.ParameterVersion);
    const RemovedLabels = given.Labels.filter((label) => version.labels.delete(label));
    return { RemovedLabels, InvalidLabels: given.Labels.filter((label) => !RemovedLabels.includes(label)) };
  });

function versionOf(parameter: StoredParameter, asked: number | undefined) {
  if (asked === undefined) return newest(parameter);
  const version = parameter.versions.find((one) => one.version === asked);
  if (!version) throw versionNotFound(parameter.name, String(asked));
  return version;
}
