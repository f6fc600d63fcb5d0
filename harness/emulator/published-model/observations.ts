import { type PublishedModel, type PublishedService, readPublishedModel, shapeOf } from "./published-model.ts";

/** What AWS answers and its model does not say; the rooms' READMEs name who saw it. */
interface Observations {
  /** By operation. */
  readonly errors?: Readonly<Record<string, readonly string[]>>;
  /** Of a success, by operation. */
  readonly statuses?: Readonly<Record<string, readonly number[]>>;
  /** Of a success, by operation: members that its model requires and that may be absent. */
  readonly absent?: Readonly<Record<string, readonly string[]>>;
  /** By enumeration. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

const OBSERVATIONS: Partial<Record<PublishedService, Observations>> = {
  lambda: {
    errors: { Invoke: ["RequestEntityTooLargeException"] },
    // Of a function without a configuration: terraform's provider asks of each, and goes by whether the ARN is there.
    absent: { GetFunctionCodeSigningConfig: ["CodeSigningConfigArn"] },
    values: { LastUpdateStatusReasonCode: ["Creating"] },
  },
  s3: {
    // RestoreObject: https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html, "Responses".
    statuses: { PutBucketPolicy: [204], PutBucketTagging: [204], RestoreObject: [202] },
    values: { FilterRuleName: ["Prefix", "Suffix"] },
  },
  sqs: { errors: { ReceiveMessage: ["InvalidAttributeName"] } },
};

/** A service's published model, with what AWS is known to answer besides. */
export function withObservations(service: PublishedService): PublishedModel {
  const model = readPublishedModel(service);
  const { errors = {}, statuses = {}, absent = {}, values = {} } = OBSERVATIONS[service] ?? {};
  for (const [operation, names] of Object.entries(errors)) {
    model.operations[operation]?.errors.push(...names.map((shape) => ({ shape })));
  }
  for (const [operation, codes] of Object.entries(statuses)) {
    model.operations[operation]?.http.observedCodes.push(...codes);
  }
  for (const [operation, names] of Object.entries(absent)) {
    const output = model.operations[operation]?.output;
    const shape = output && shapeOf(model, output.shape);
    if (shape?.type === "structure") shape.required = shape.required.filter((name) => !names.includes(name));
  }
  for (const [name, more] of Object.entries(values)) {
    const shape = shapeOf(model, name);
    if (shape.type === "string") shape.enum?.push(...more);
  }
  return model;
}
