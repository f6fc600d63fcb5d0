/** Limits of AWS STS (https://docs.aws.amazon.com/STS/latest/APIReference/, the page beside each). */

/** API_AssumeRole.html */
export const DEFAULT_ROLE_SECONDS = 3600;
export const MINIMUM_SESSION_SECONDS = 900;
export const MAXIMUM_ROLE_SECONDS = 43_200;
/** API_GetSessionToken.html, API_GetFederationToken.html */
export const DEFAULT_SESSION_SECONDS = 43_200;
export const MAXIMUM_SESSION_SECONDS = 129_600;
