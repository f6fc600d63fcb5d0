/** Settings of a standalone server: any free port, everything that the media service needs, no Redis. */
export function standaloneSettings(databaseUri: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    http: { port: "127.0.0.1:0", read_timeout: "10s", write_timeout: "10s", idle_timeout: "60s" },
    db: { uri: databaseUri },
    jwt: { secret: JWT_SECRET },
    s3: { region: "us-east-1", listing_bucket_name: "toq-listing-medias" },
    media_processing: {
      queue: { url: "http://127.0.0.1/123456789012/listing-media-processing-staging" },
      workflow: {
        finalization_state_machine_arn:
          "arn:aws:states:us-east-1:123456789012:stateMachine:listing-media-finalization-sm-staging",
      },
      callback: { shared_secret: CALLBACK_SECRET },
    },
    telemetry: { enabled: true, traces: { enabled: true }, otlp: { enabled: true } },
    profiles: { homo: { workers: { enabled: false } } },
    ...more,
  };
}

export const CALLBACK_SECRET = "callback-secret";
const JWT_SECRET = "jwt-secret";
