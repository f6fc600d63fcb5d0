import type { AwsDefaults } from "./aws-default.ts";

const API = "https://docs.aws.amazon.com/STS/latest/APIReference";

/** Of AWS STS. */
export const STS: AwsDefaults = {
  DEFAULT_ROLE_SECONDS: [3600, "seconds", `${API}/API_AssumeRole.html`],
  MINIMUM_SESSION_SECONDS: [900, "seconds", `${API}/API_AssumeRole.html`],
  MAXIMUM_ROLE_SECONDS: [43_200, "seconds", `${API}/API_AssumeRole.html`],
  DEFAULT_SESSION_SECONDS: [43_200, "seconds", `${API}/API_GetSessionToken.html`],
  MAXIMUM_SESSION_SECONDS: [129_600, "seconds", `${API}/API_GetSessionToken.html`],
};
