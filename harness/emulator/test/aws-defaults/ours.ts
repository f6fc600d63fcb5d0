/** Named numbers of the rooms that are not AWS's, `FILE NAME`, each with what it is for. */
export const OURS: Readonly<Record<string, string>> = {
  "lambda/event-source-mapping/poller.ts POLL_RETRY_MS":
    "a poll that failed is repeated; AWS does not tell its own time",
  "lambda/processes/output-lines.ts MAXIMUM_KEPT": "a line of a function's output that never ends",
  "lambda/processes/paced-work.ts FREE_MS": "work of a process that takes no virtual time",
  "lambda/processes/paced-work.ts STEP_MS": "steps in which longer work takes the time that it takes",
  "lambda/processes/sandbox-pool.ts MAXIMUM_PROCESSES": "processes of one function on this machine",
  "logs/log-group.ts MS_PER_DAY": "a day",
  "mediaconvert/patient-work.ts PIECE_MS": "how often waiting for ffmpeg looks up",
  "mediaconvert/timing.ts PICK_UP_MS": "modelled time: AWS publishes none",
  "mediaconvert/timing.ts PROBING_MS": "modelled time: AWS publishes none",
  "mediaconvert/timing.ts TRANSCODER_START_MS": "modelled time: AWS publishes none",
  "mediaconvert/transcoder.ts GENERATION": "which conversions that were kept still count",
  "mediaconvert/transcoder.ts LARGEST_KEPT_INPUT_BYTES": "inputs whose conversion is kept",
  "stepfunctions/bounded-search.ts HARMLESS_FOR_ONE_REPETITION": "texts that no expression is slow on",
  "stepfunctions/bounded-search.ts HARMLESS_LENGTH": "texts that no expression is slow on",
  "stepfunctions/bounded-search.ts TIME_LIMIT_MS": "a search that backtracks without end is stopped",
  "stepfunctions/definition/express-restrictions.ts MAXIMUM_DEPTH": "definitions that are nested without end",
  "stepfunctions/execution/state-run.ts MAXIMUM_SENTENCE": "leaves room in a cause for the words about the state",
  "stepfunctions/jsonata/limits.ts MAXIMUM_STEPS": "stands for AWS's second of time, the same on every machine",
  "stepfunctions/jsonata/native.ts MAXIMUM_NESTING": "values that are nested without end",
  "stepfunctions/jsonpath/evaluate.ts MAXIMUM_NODES": "paths that name the whole input again and again",
  "stepfunctions/jsonpath/text-cursor.ts MAXIMUM_DEPTH":
    "filters that are nested without end (README, deliberate differences)",
  "stepfunctions/mocks/mock-config-file.ts MAXIMUM_ATTEMPTS": "attempts that one file of mocks may number",
  "stepfunctions/query/java-hash-order.ts INITIAL_BUCKETS": "java.util.HashMap, whose order AWS shows",
  "stepfunctions/query/java-hash-order.ts LOAD_FACTOR": "java.util.HashMap, whose order AWS shows",
};
