import type { AwsDefaults } from "./aws-default.ts";

const API = "https://docs.aws.amazon.com/systems-manager/latest/APIReference";
const GUIDE = "https://docs.aws.amazon.com/systems-manager/latest/userguide";

/** Of Parameter Store. */
export const SSM: AwsDefaults = {
  MINIMUM_NAME_CHARACTERS: [1, "characters", `${API}/API_PutParameter.html`],
  MAXIMUM_NAME_CHARACTERS: [2048, "characters", `${API}/API_PutParameter.html`],
  MINIMUM_VALUE_CHARACTERS: [1, "characters", `${API}/API_PutParameter.html`],
  MAXIMUM_LEVELS: [15, "items", `${API}/API_PutParameter.html`],
  MAXIMUM_STANDARD_VALUE_BYTES: [4096, "bytes", `${GUIDE}/parameter-store-advanced-parameters.html`],
  MAXIMUM_ADVANCED_VALUE_BYTES: [8192, "bytes", `${GUIDE}/parameter-store-advanced-parameters.html`],
  MAXIMUM_VERSIONS: [100, "items", `${GUIDE}/sysman-paramstore-versions.html`],
  MINIMUM_LABELS: [1, "items", `${API}/API_LabelParameterVersion.html`],
  MAXIMUM_LABELS: [10, "items", `${API}/API_LabelParameterVersion.html`],
  MAXIMUM_LABEL_CHARACTERS: [100, "characters", `${API}/API_LabelParameterVersion.html`],
  MINIMUM_NAMES: [1, "items", `${API}/API_GetParameters.html`],
  MAXIMUM_NAMES: [10, "items", `${API}/API_GetParameters.html`],
  MINIMUM_LISTED: [1, "items", `${API}/API_DescribeParameters.html`],
  MAXIMUM_LISTED_BY_PATH: [10, "items", `${API}/API_GetParametersByPath.html`],
  MAXIMUM_LISTED: [50, "items", `${API}/API_DescribeParameters.html`],
};
