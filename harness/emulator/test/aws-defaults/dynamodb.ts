import type { AwsDefaults } from "./aws-default.ts";

const API = "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference";
const GUIDE = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide";
const QUOTAS = `${GUIDE}/Constraints.html`;

/** Of DynamoDB. */
export const DYNAMODB: AwsDefaults = {
  MINIMUM_TABLE_NAME_CHARACTERS: [3, "characters", `${GUIDE}/HowItWorks.NamingRulesDataTypes.html`],
  MAXIMUM_TABLE_NAME_CHARACTERS: [255, "characters", `${GUIDE}/HowItWorks.NamingRulesDataTypes.html`],
  MAXIMUM_LOCAL_INDEXES: [5, "items", QUOTAS],
  MAXIMUM_GLOBAL_INDEXES: [20, "items", QUOTAS],
  MAXIMUM_KEY_ELEMENTS: [2, "items", `${API}/API_CreateTable.html`],
  MAXIMUM_ITEM_BYTES: [409_600, "bytes", QUOTAS],
  MAXIMUM_HASH_KEY_BYTES: [2048, "bytes", QUOTAS],
  MAXIMUM_RANGE_KEY_BYTES: [1024, "bytes", QUOTAS],
  MAXIMUM_NESTING: [32, "number", QUOTAS],
  MAXIMUM_EXPRESSION_BYTES: [4096, "bytes", QUOTAS],
  MAXIMUM_DIGITS: [38, "number", `${GUIDE}/HowItWorks.NamingRulesDataTypes.html`],
  MINIMUM_EXPONENT: [-130, "number", `${GUIDE}/HowItWorks.NamingRulesDataTypes.html`],
  MAXIMUM_EXPONENT: [125, "number", `${GUIDE}/HowItWorks.NamingRulesDataTypes.html`],
  MAXIMUM_PAGE_BYTES: [1_048_576, "bytes", `${API}/API_Query.html`],
  MINIMUM_PAGE_ITEMS: [1, "items", `${API}/API_Query.html`],
  MINIMUM_SEGMENT: [0, "number", `${API}/API_Scan.html`],
  MAXIMUM_SEGMENTS: [1_000_000, "number", `${API}/API_Scan.html`],
  MINIMUM_BATCH: [1, "items", `${API}/API_BatchWriteItem.html`],
  MAXIMUM_BATCH_GET: [100, "items", `${API}/API_BatchGetItem.html`],
  MAXIMUM_BATCH_WRITE: [25, "items", `${API}/API_BatchWriteItem.html`],
  MAXIMUM_TRANSACTION: [100, "items", `${API}/API_TransactWriteItems.html`],
  TOKEN_LIFE_MS: [600_000, "milliseconds", `${API}/API_TransactWriteItems.html`],
  MINIMUM_LISTED: [1, "items", `${API}/API_ListTables.html`],
  MAXIMUM_LISTED: [100, "items", `${API}/API_ListTables.html`],
  BYTES_PER_READ_UNIT: [4096, "bytes", `${GUIDE}/ProvisionedThroughput.html`],
  BYTES_PER_WRITE_UNIT: [1024, "bytes", `${GUIDE}/ProvisionedThroughput.html`],
};
