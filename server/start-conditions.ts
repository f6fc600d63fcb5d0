import { z } from "zod";
import type { Logger } from "./logging/logger.ts";

/**
 * What the real server does not start without (start-conditions; docs/contract/config.md 1), phase by phase, in its own
 * words. Most of it is of no use to media, so the replica asks for it only to refuse as the real one does.
 */
const PHASES = {
  configuration: { name: "Phase02_LoadConfiguration", short: "Phase02" },
  infrastructure: { name: "Phase03_InitializeInfrastructure", short: "Phase03" },
  dependencies: { name: "Phase04_InjectDependencies", short: "Phase04" },
} as const;

/** A start that the real server refuses; the message is the error that it logs. */
export class StartRefused extends Error {
  override readonly name = "StartRefused";
  readonly phase: string;
  /** Why, without what stands around it. */
  readonly reason: string;
  /** What each validation that failed says, for its own line. */
  readonly failedValidations: readonly Validation[];

  constructor(phase: keyof typeof PHASES, text: string, reason: string, failed: readonly Validation[] = []) {
    super(`[${PHASES[phase].short}] ${text}`);
    this.phase = PHASES[phase].name;
    this.reason = reason;
    this.failedValidations = failed;
  }
}

export interface Validation {
  readonly name: string;
  readonly error: string;
}

const text = z.union([z.string(), z.number()]).transform(String).catch("");
const count = z.number().catch(0);
const service = z.object({ token: text, url_base: text }).catch({ token: "", url_base: "" });

const http = z.object({ port: text }).catch({ port: "" });

/** The keys, with nothing for what is absent or of another type. */
const fileSchema = z.object({
  http,
  profiles: z.record(z.string(), z.object({ http }).catch({ http: { port: "" } })).catch({}),
  db: z.object({ uri: text }).catch({ uri: "" }),
  redis: z.object({ url: text }).catch({ url: "" }),
  jwt: z.object({ secret: text }).catch({ secret: "" }),
  auth: z
    .object({ access_ttl_minutes: count, refresh_ttl_days: count, max_session_rotations: count })
    .catch({ access_ttl_minutes: 0, refresh_ttl_days: 0, max_session_rotations: 0 }),
  security: z
    .object({ hmac: z.object({ secret: text, algorithm: text, encoding: text, skew_seconds: count }) })
    .catch({ hmac: { secret: "", algorithm: "", encoding: "", skew_seconds: 0 } }),
  email: z.object({ smtp_server: text, smtp_user: text }).catch({ smtp_server: "", smtp_user: "" }),
  sms: z.object({ account_sid: text, auth_token: text }).catch({ account_sid: "", auth_token: "" }),
  cep: service,
  cpf: service,
  cnpj: service,
  fcm: z.object({ credentials_file: text }).catch({ credentials_file: "" }),
});
export type StartConditions = z.output<typeof fileSchema>;

/** `content` as the YAML file has it, with the environment's overrides; a key without a value is as good as no key. */
export function readStartConditions(
  content: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): StartConditions {
  const filled: unknown = JSON.parse(JSON.stringify(content ?? {}, (_key, value: unknown) => value ?? undefined));
  const { success, data } = fileSchema.safeParse(filled);
  const file = success ? data : fileSchema.parse({});
  const profile = file.profiles[environment.ENVIRONMENT || "homo"];
  return { ...file, http: { port: environment.TOQ_HTTP_PORT || profile?.http.port || file.http.port } };
}

/** @throws StartRefused for what the second phase finds, before anything is connected. */
export function requireConfiguration(conditions: StartConditions): void {
  const failed = [
    { name: "database_config", error: conditions.db.uri === "" ? "database URI is required" : undefined },
    { name: "http_config", error: conditions.http.port === "" ? "HTTP port is required" : undefined },
    { name: "security_config", error: securityProblem(conditions) },
  ].flatMap(({ name, error }) => (error === undefined ? [] : [{ name, error }]));
  if (failed.length === 0) return;
  const all = failed.map(({ name, error }) => `${name}: ${error}`).join(" ");
  const count = `configuration validation failed with ${failed.length} errors: [${all}]`;
  const reason = failed.map(({ error }) => error).join("; ");
  throw new StartRefused("configuration", `validation: Configuration validation failed (${count})`, reason, failed);
}

/** The first of them, as the real server stops at it. */
function securityProblem({ jwt, auth, security: { hmac } }: StartConditions): string | undefined {
  const texts = { "jwt.secret": jwt.secret };
  const times = {
    "auth.access_ttl_minutes": auth.access_ttl_minutes,
    "auth.refresh_ttl_days": auth.refresh_ttl_days,
    "auth.max_session_rotations": auth.max_session_rotations,
  };
  const ofHmac = {
    "security.hmac.secret": hmac.secret,
    "security.hmac.algorithm": hmac.algorithm,
    "security.hmac.encoding": hmac.encoding,
  };
  return (
    emptyOf(texts) ??
    notPositiveOf(times) ??
    emptyOf(ofHmac) ??
    notPositiveOf({ "security.hmac.skew_seconds": hmac.skew_seconds })
  );
}

function emptyOf(texts: Readonly<Record<string, string>>): string | undefined {
  const key = Object.keys(texts).find((name) => texts[name]?.trim() === "");
  return key === undefined ? undefined : `${key} is required and must not be empty`;
}

function notPositiveOf(numbers: Readonly<Record<string, number>>): string | undefined {
  const key = Object.keys(numbers).find((name) => (numbers[name] ?? 0) <= 0);
  return key === undefined ? undefined : `${key} must be > 0`;
}

/** The third phase needs Redis: its URL, and somebody there. `problem` is why nobody answers. */
export function refuseRedis(url: string, problem: string): StartRefused {
  const [step, reason] =
    url === ""
      ? ["redis_config", "Redis URL not configured"]
      : ["redis_connection", `Failed to initialize Redis cache (failed to connect to Redis: ${problem})`];
  const outer = `cache: Failed to initialize Redis cache ([Phase03] ${step}: ${reason})`;
  return new StartRefused("infrastructure", outer, url === "" ? reason : `Redis does not answer: ${problem}`);
}

/** @throws StartRefused for what the fourth phase finds. */
export function requireDependencies(conditions: StartConditions): void {
  const reason = dependencyProblem(conditions);
  if (reason === undefined) return;
  const inner = `Failed to inject dependencies (${reason})`;
  throw new StartRefused("dependencies", `inject_dependencies: ${inner}`, reason);
}

function dependencyProblem({ email, sms, cep, cpf, cnpj, fcm }: StartConditions): string | undefined {
  const settings: Readonly<Record<string, string>> = {
    "smtp server": email.smtp_server,
    "smtp user": email.smtp_user,
    "sms account sid": sms.account_sid,
    "sms auth token": sms.auth_token,
    "cep token": cep.token,
    "fcm credentials file": fcm.credentials_file,
  };
  const missing = Object.keys(settings).find((name) => settings[name] === "");
  if (missing !== undefined) {
    return `invalid factory configuration: invalid environment configuration: ${missing} is required`;
  }
  for (const [name, { token, url_base }] of Object.entries({ CEP: cep, CPF: cpf, CNPJ: cnpj })) {
    const absent = token === "" ? "token" : url_base === "" ? "URL base" : undefined;
    if (absent !== undefined) {
      return `failed to create validation adapters: failed to create ${name} adapter: ${name} ${absent} is required`;
    }
  }
  return undefined;
}

/** The lines that the real server leaves behind. */
export function logRefusal(log: Logger, refused: StartRefused): void {
  for (const { name, error } of refused.failedValidations) {
    log.warn("Validação falhou", { component: "bootstrap", validation: name, error });
  }
  const { phase, message: error } = refused;
  log.error("❌ Fase falhou", { component: "bootstrap", phase, error });
  log.error("❌ Falha na fase de inicialização", { component: "bootstrap", phase, error });
  log.error("❌ Falha crítica durante inicialização", {
    error: `bootstrap failed at phase ${phase}: ${error}`,
    component: "bootstrap",
  });
}
