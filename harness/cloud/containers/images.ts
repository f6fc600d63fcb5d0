import { EnvironmentError } from "../../support/environment-error.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The last LocalStack that needs no account. */
const LOCALSTACK = "localstack/localstack:4.14.0";
const LAST_WITHOUT_ACCOUNT = { major: 4, minor: 14 };
const MYSQL = "mysql:8.4";

/**
 * The image for LocalStack: LOCALSTACK_IMAGE or the pinned one.
 *
 * @throws EnvironmentError when that one needs an account and LOCALSTACK_AUTH_TOKEN is not set.
 */
export function localStackImage(environment: Environment): string {
  const image = environment.LOCALSTACK_IMAGE || LOCALSTACK;
  if (needsAccount(image) && !environment.LOCALSTACK_AUTH_TOKEN) {
    throw new EnvironmentError(
      `LOCALSTACK_IMAGE is ${image}, which starts only with an account: set LOCALSTACK_AUTH_TOKEN, or use ${LOCALSTACK}.`,
    );
  }
  return image;
}

/** The image for MySQL: MYSQL_IMAGE or the pinned one. */
export function mySqlImage(environment: Environment): string {
  return environment.MYSQL_IMAGE || MYSQL;
}

/** Only LocalStack's own images are checked; nothing is known about others. */
function needsAccount(image: string): boolean {
  const [, edition, tag = "latest"] =
    /^(?:docker\.io\/)?localstack\/(localstack(?:-pro)?)(?::([^@]+))?$/.exec(image) ?? [];
  if (edition === undefined) return false;
  if (edition === "localstack-pro" || ["latest", "stable", "dev"].includes(tag)) return true;
  const [major = 0, minor = 0] = tag.split(".").map((part) => Number.parseInt(part, 10));
  const { major: lastMajor, minor: lastMinor } = LAST_WITHOUT_ACCOUNT;
  return major > lastMajor || (major === lastMajor && minor > lastMinor);
}
