/**
 * What `{{name}}` in a command, template or environment value of `harness.config.ts` stands for. Each world has its own
 * values.
 */
export const PLACEHOLDERS = {
  "cloud.endpoint": "URL of the cloud for AWS_ENDPOINT_URL: an IP address, so that SDKs use path style",
  "cloud.accessKeyId": "key of the server's role; a Lambda's process gets its own role's in the usual variables",
  "cloud.secretAccessKey": "secret of that key",
  "cloud.region": "region of everything in the cloud",
  "cloud.accountId": "account of everything in the cloud",
  "bucket.name": "bucket of the media",
  "queue.url": "URL of the processing queue",
  "queue.arn": "ARN of the processing queue",
  "deadLetterQueue.url": "URL of its dead-letter queue",
  "stateMachine.processing.arn": "ARN of the processing machine",
  "stateMachine.finalization.arn": "ARN that the story says the server is configured with (the incident's was wrong)",
  "callback.url": "where the callback Lambda sends: the server, through the harness",
  "callback.secret": "what callbacks are signed with",
  "jwt.secret": "what the tokens of seeded sessions are signed with",
  "database.go": "user:password@tcp(host:port)/name?parseTime=true&loc=UTC, as go-sql-driver takes it",
  "database.url": "mysql://user:password@host:port/name",
  "database.host": "address of the database",
  "database.port": "its port",
  "database.name": "its name",
  "database.user": "any user is let in",
  "database.password": "with any password",
  "redis.url": "redis://host:port/0",
  "redis.address": "host:port",
  "server.host": "address that the server is to listen on",
  "server.port": "port that the server is to listen on",
  "server.address": "host:port that the server is to listen on",
  directory: "the world's working directory, in which the server starts",
  "config.directory": "the folder of harness.config.ts",
  tracing: "true or false: whether spans are made (telemetry), as the story says",
  workers: "true or false: whether the periodic workers run, as the story says",
  "ffmpeg.path": "the ffmpeg that the harness found",
} as const satisfies Readonly<Record<string, string>>;

export type PlaceholderName = keyof typeof PLACEHOLDERS;
export type PlaceholderValues = Readonly<Record<PlaceholderName, string>>;
