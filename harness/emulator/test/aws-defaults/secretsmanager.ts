import type { AwsDefaults } from "./aws-default.ts";

const API = "https://docs.aws.amazon.com/secretsmanager/latest/apireference";

/** Of Secrets Manager. */
export const SECRETS_MANAGER: AwsDefaults = {
  MINIMUM_NAME_CHARACTERS: [1, "characters", `${API}/API_CreateSecret.html`],
  MAXIMUM_NAME_CHARACTERS: [512, "characters", `${API}/API_CreateSecret.html`],
  MAXIMUM_SECRET_BYTES: [65_536, "bytes", `${API}/API_CreateSecret.html`],
  MINIMUM_TOKEN_CHARACTERS: [32, "characters", `${API}/API_CreateSecret.html`],
  MAXIMUM_TOKEN_CHARACTERS: [64, "characters", `${API}/API_CreateSecret.html`],
  MINIMUM_RECOVERY_DAYS: [7, "days", `${API}/API_DeleteSecret.html`],
  MAXIMUM_RECOVERY_DAYS: [30, "days", `${API}/API_DeleteSecret.html`],
  DEFAULT_RECOVERY_DAYS: [30, "days", `${API}/API_DeleteSecret.html`],
  DEFAULT_PASSWORD_CHARACTERS: [32, "characters", `${API}/API_GetRandomPassword.html`],
  MINIMUM_PASSWORD_CHARACTERS: [1, "characters", `${API}/API_GetRandomPassword.html`],
  MAXIMUM_PASSWORD_CHARACTERS: [4096, "characters", `${API}/API_GetRandomPassword.html`],
  MINIMUM_LISTED: [1, "items", `${API}/API_ListSecrets.html`],
  MAXIMUM_LISTED: [100, "items", `${API}/API_ListSecrets.html`],
  MAXIMUM_BATCH: [20, "items", `${API}/API_BatchGetSecretValue.html`],
};
