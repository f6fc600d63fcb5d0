/** A service's answer without the SDK's metadata and without open streams. */
export async function serviceAnswer(call: Promise<object>): Promise<unknown> {
  try {
    return meaningful(await call);
  } catch (error) {
    if (!isServiceError(error)) throw error;
    return { error: error.name, status: error.$metadata.httpStatusCode, message: error.message };
  }
}

interface ServiceError extends Error {
  readonly $metadata: { readonly httpStatusCode?: number };
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && "$metadata" in error && "$fault" in error;
}

async function meaningful(answer: object): Promise<Record<string, unknown>> {
  const members: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(answer)) {
    if (name === "$metadata" || value === undefined) continue;
    members[name] = await plain(value);
  }
  return members;
}

async function plain(value: unknown): Promise<unknown> {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("utf8");
  if (typeof value !== "object" || value === null) return value;
  if ("transformToString" in value && typeof value.transformToString === "function") return value.transformToString();
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  return meaningful(value);
}
