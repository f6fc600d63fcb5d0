import type { KeptRoom } from "../../state-changes.ts";
import type { Secret, SecretDirectory } from "../secret-directory.ts";

/** Secrets across restarts; by their ARNs, because a name that is given again comes behind all others. */
export function keepSecretsManager(secrets: SecretDirectory): KeptRoom {
  return {
    restore(entities) {
      for (const { value } of entities) secrets.restore(value as Secret);
    },
    compared: {
      kinds: ["secret"],
      all: () =>
        secrets
          .all()
          .reverse()
          .map((secret) => ({ kind: "secret", key: [secret.arn], value: secret })),
    },
  };
}
