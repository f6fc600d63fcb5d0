import type { Observation } from "../../../scenario/observation.ts";

const NOTHING: Observation = {
  answers: [],
  rows: {},
  objects: [],
  callbacks: [],
  executions: [],
  queues: {},
  logMessages: {},
  findings: [],
};

/** An observation of nothing but what is given. */
export function observed(parts: Partial<Observation> = {}): Observation {
  return { ...NOTHING, ...parts };
}

export function found(...values: readonly unknown[]): Observation {
  return observed({ findings: values.map((value, index) => ({ name: `finding ${index + 1}`, value })) });
}
