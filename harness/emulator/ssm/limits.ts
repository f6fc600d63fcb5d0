/** Limits of Parameter Store (https://docs.aws.amazon.com/systems-manager/latest/APIReference/, the page beside each). */

/** API_PutParameter.html */
export const MINIMUM_NAME_CHARACTERS = 1;
export const MAXIMUM_NAME_CHARACTERS = 2048;
export const MINIMUM_VALUE_CHARACTERS = 1;
export const MAXIMUM_LEVELS = 15;
export const MAXIMUM_STANDARD_VALUE_BYTES = 4096;
export const MAXIMUM_ADVANCED_VALUE_BYTES = 8192;
/** User guide, sysman-paramstore-versions.html */
export const MAXIMUM_VERSIONS = 100;

/** API_LabelParameterVersion.html */
export const MINIMUM_LABELS = 1;
export const MAXIMUM_LABELS = 10;
export const MAXIMUM_LABEL_CHARACTERS = 100;

/** API_GetParameters.html, API_DeleteParameters.html */
export const MINIMUM_NAMES = 1;
export const MAXIMUM_NAMES = 10;

/** Pages, which are also the defaults: API_GetParametersByPath.html, API_DescribeParameters.html, API_GetParameterHistory.html */
export const MINIMUM_LISTED = 1;
export const MAXIMUM_LISTED_BY_PATH = 10;
export const MAXIMUM_LISTED = 50;
