// Generated from spec/main.tsp by `npm run generate`. Do not edit.
/* eslint-disable */
import { codePoints, isNumeral, jsonBytes, utf8Bytes } from "../runtime/validation.ts";
export const ConfigGetParams = validate10;
const schema11 = {"description":"Reads an entry. One that is not there is `NOT_FOUND`. It shows every write that was acknowledged through the same gateway;\none that was made through another gateway it shows within milliseconds, or, while a node of the store hangs, within seconds.","type":"object","properties":{"scope":{"$ref":"spec://protocol/#/$defs/ConfigScope"},"sessionId":{"description":"With the scope `session`, and only then.","$ref":"spec://protocol/#/$defs/SessionId"},"projectId":{"description":"With the scope `project`, and only then.","$ref":"spec://protocol/#/$defs/ProjectId"},"deviceId":{"description":"With the scope `device`, and only then.","$ref":"spec://protocol/#/$defs/DeviceId"},"key":{"$ref":"spec://protocol/#/$defs/ConfigKey"}},"required":["scope","key"],"$id":"spec://export/ConfigGetParams"};
const schema13 = {"description":"Whose configuration: each scope is a namespace of the configuration store within the caller's own tenant. It is resolved\nfrom the caller's identity alone: no parameter can name another user or another tenant, and `userId` and `tenantId` are\nrefused as `INVALID_MESSAGE`. To read needs the first permission, to write the second one beside it.","type":"string","enum":["user","tenant","session","project","device"]};
const schema14 = {"description":"Names a session. A session of another tenant is answered like one that does not exist.","type":"string","pattern":"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$","format":"uuid"};
const schema15 = {"description":"Names a project that sessions are grouped by.","type":"string","pattern":"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$","format":"uuid"};
const schema16 = {"description":"Names a device of the caller's, as its client chose to.","type":"string","minLength":1,"maxLength":128,"pattern":"^[A-Za-z0-9][A-Za-z0-9:._@|-]*$"};
const schema17 = {"description":"Names an entry within its scope: 1 to 512 bytes of UTF-8 without control characters and without half of a surrogate\npair; `.` and `..` are refused. A scope's own keys `project` and `device` are written over REST only.","type":"string","minLength":1,"maxLength":512,"pattern":"^(?!\\.{1,2}$)[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$","x-pattern-message":"must not be '.' or '..', and have no control character and no half of a surrogate pair","x-max-bytes":512};
const pattern0 = new RegExp("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$");
const pattern2 = new RegExp("^[A-Za-z0-9][A-Za-z0-9:._@|-]*$");
const pattern3 = new RegExp("^(?!\\.{1,2}$)[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$");
const func2 = codePoints;
const func4 = utf8Bytes;

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ConfigGetParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.scope === undefined) && (missing0 = "scope")) || ((data.key === undefined) && (missing0 = "key"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.scope !== undefined){
let data0 = data.scope;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate10.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data0 === "user") || (data0 === "tenant")) || (data0 === "session")) || (data0 === "project")) || (data0 === "device"))){
validate10.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data1 = data.sessionId;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate10.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.projectId !== undefined){
let data2 = data.projectId;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(errors === _errs8){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate10.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deviceId !== undefined){
let data3 = data.deviceId;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(data3.length > 128 && func2(data3) > 128){
validate10.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data3.length < 1){
validate10.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern2.test(data3)){
validate10.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[A-Za-z0-9][A-Za-z0-9:._@|-]*$\""}];
return false;
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data4 = data.key;
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data4 === "string"){
if(data4.length > 512 && func2(data4) > 512){
validate10.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data4.length < 1){
validate10.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data4.length > 170 && func4(data4) > 512){
validate10.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern3.test(data4)){
validate10.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}

export const ConfigSetParams = validate12;
const schema18 = {"description":"Writes an entry.","type":"object","properties":{"scope":{"$ref":"spec://protocol/#/$defs/ConfigScope"},"sessionId":{"description":"With the scope `session`, and only then.","$ref":"spec://protocol/#/$defs/SessionId"},"projectId":{"description":"With the scope `project`, and only then.","$ref":"spec://protocol/#/$defs/ProjectId"},"deviceId":{"description":"With the scope `device`, and only then.","$ref":"spec://protocol/#/$defs/DeviceId"},"key":{"$ref":"spec://protocol/#/$defs/ConfigKey"},"value":{"description":"Any JSON, 1 MiB of it at most.","x-max-json-bytes":1048576},"cas":{"description":"The version that the entry must have. With another one it is `VERSION_CONFLICT`, and `data.currentVersion` says which.","$ref":"spec://protocol/#/$defs/ConfigVersion"},"expiresAt":{"description":"When the entry goes by itself, in milliseconds since 1970.","type":"integer","minimum":1,"maximum":9007199254740991}},"required":["scope","key","value"],"$id":"spec://export/ConfigSetParams"};
const schema24 = {"description":"How often a key was written, across deletions. As `cas` the version that a write is based on; 0: there must be none.","type":"integer","minimum":0,"maximum":9007199254740991};
const func8 = jsonBytes;

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ConfigSetParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.scope === undefined) && (missing0 = "scope")) || ((data.key === undefined) && (missing0 = "key"))) || ((data.value === undefined) && (missing0 = "value"))){
validate12.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.scope !== undefined){
let data0 = data.scope;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate12.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data0 === "user") || (data0 === "tenant")) || (data0 === "session")) || (data0 === "project")) || (data0 === "device"))){
validate12.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data1 = data.sessionId;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate12.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.projectId !== undefined){
let data2 = data.projectId;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(errors === _errs8){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate12.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deviceId !== undefined){
let data3 = data.deviceId;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(data3.length > 128 && func2(data3) > 128){
validate12.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data3.length < 1){
validate12.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern2.test(data3)){
validate12.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[A-Za-z0-9][A-Za-z0-9:._@|-]*$\""}];
return false;
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data4 = data.key;
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data4 === "string"){
if(data4.length > 512 && func2(data4) > 512){
validate12.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data4.length < 1){
validate12.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data4.length > 170 && func4(data4) > 512){
validate12.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern3.test(data4)){
validate12.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.value !== undefined){
let data5 = data.value;
const _errs16 = errors;
if((typeof data5 !== "string" || data5.length > 174762) && func8(data5) > 1048576){
validate12.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 1048576 bytes as JSON"}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cas !== undefined){
let data6 = data.cas;
const _errs17 = errors;
const _errs18 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate12.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/ConfigVersion/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs18){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate12.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/ConfigVersion/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate12.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/ConfigVersion/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.expiresAt !== undefined){
let data7 = data.expiresAt;
const _errs20 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate12.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/properties/expiresAt/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 9007199254740991 || isNaN(data7)){
validate12.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/properties/expiresAt/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data7 < 1 || isNaN(data7)){
validate12.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/properties/expiresAt/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate12.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate12.errors = vErrors;
return errors === 0;
}

export const ConfigDeleteParams = validate13;
const schema25 = {"description":"Deletes an entry. One that is not there is no error.","type":"object","properties":{"scope":{"$ref":"spec://protocol/#/$defs/ConfigScope"},"sessionId":{"description":"With the scope `session`, and only then.","$ref":"spec://protocol/#/$defs/SessionId"},"projectId":{"description":"With the scope `project`, and only then.","$ref":"spec://protocol/#/$defs/ProjectId"},"deviceId":{"description":"With the scope `device`, and only then.","$ref":"spec://protocol/#/$defs/DeviceId"},"key":{"$ref":"spec://protocol/#/$defs/ConfigKey"},"cas":{"$ref":"spec://protocol/#/$defs/ConfigVersion"}},"required":["scope","key"],"$id":"spec://export/ConfigDeleteParams"};

function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ConfigDeleteParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.scope === undefined) && (missing0 = "scope")) || ((data.key === undefined) && (missing0 = "key"))){
validate13.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.scope !== undefined){
let data0 = data.scope;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate13.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data0 === "user") || (data0 === "tenant")) || (data0 === "session")) || (data0 === "project")) || (data0 === "device"))){
validate13.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data1 = data.sessionId;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate13.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate13.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.projectId !== undefined){
let data2 = data.projectId;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(errors === _errs8){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate13.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate13.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deviceId !== undefined){
let data3 = data.deviceId;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(data3.length > 128 && func2(data3) > 128){
validate13.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data3.length < 1){
validate13.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern2.test(data3)){
validate13.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[A-Za-z0-9][A-Za-z0-9:._@|-]*$\""}];
return false;
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data4 = data.key;
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data4 === "string"){
if(data4.length > 512 && func2(data4) > 512){
validate13.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data4.length < 1){
validate13.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data4.length > 170 && func4(data4) > 512){
validate13.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern3.test(data4)){
validate13.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate13.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cas !== undefined){
let data5 = data.cas;
const _errs16 = errors;
const _errs17 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate13.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/ConfigVersion/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs17){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate13.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/ConfigVersion/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate13.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/ConfigVersion/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate13.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate13.errors = vErrors;
return errors === 0;
}

export const ConfigListParams = validate14;
const schema32 = {"description":"Lists a scope's entries by their keys.","type":"object","properties":{"scope":{"$ref":"spec://protocol/#/$defs/ConfigScope"},"sessionId":{"description":"With the scope `session`, and only then.","$ref":"spec://protocol/#/$defs/SessionId"},"projectId":{"description":"With the scope `project`, and only then.","$ref":"spec://protocol/#/$defs/ProjectId"},"deviceId":{"description":"With the scope `device`, and only then.","$ref":"spec://protocol/#/$defs/DeviceId"},"prefix":{"description":"Only entries whose keys begin like this.","$ref":"spec://protocol/#/$defs/ConfigKeyPrefix","default":""},"limit":{"type":"integer","minimum":1,"maximum":1000,"default":1000},"cursor":{"description":"`nextCursor` of the page before.","type":"string","minLength":1,"maxLength":2048}},"required":["scope"],"$id":"spec://export/ConfigListParams"};
const schema37 = {"description":"What a key begins with; empty for every key. At most 512 bytes.","type":"string","maxLength":512,"pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$","x-pattern-message":"must have no control character and no half of a surrogate pair","x-max-bytes":512};
const pattern15 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$");

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ConfigListParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.prefix === undefined){
data.prefix = "";
}
if(data.limit === undefined){
data.limit = 1000;
}
let missing0;
if((data.scope === undefined) && (missing0 = "scope")){
validate14.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.scope !== undefined){
let data0 = data.scope;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate14.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data0 === "user") || (data0 === "tenant")) || (data0 === "session")) || (data0 === "project")) || (data0 === "device"))){
validate14.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data1 = data.sessionId;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate14.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate14.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.projectId !== undefined){
let data2 = data.projectId;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(errors === _errs8){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate14.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate14.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deviceId !== undefined){
let data3 = data.deviceId;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(data3.length > 128 && func2(data3) > 128){
validate14.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data3.length < 1){
validate14.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern2.test(data3)){
validate14.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[A-Za-z0-9][A-Za-z0-9:._@|-]*$\""}];
return false;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data4 = data.prefix;
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data4 === "string"){
if(data4.length > 512 && func2(data4) > 512){
validate14.errors = [{instancePath:instancePath+"/prefix",schemaPath:"spec://protocol/#/$defs/ConfigKeyPrefix/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data4.length > 170 && func4(data4) > 512){
validate14.errors = [{instancePath:instancePath+"/prefix",schemaPath:"spec://protocol/#/$defs/ConfigKeyPrefix/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern15.test(data4)){
validate14.errors = [{instancePath:instancePath+"/prefix",schemaPath:"spec://protocol/#/$defs/ConfigKeyPrefix/pattern",keyword:"pattern",params:{},message:"must have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/prefix",schemaPath:"spec://protocol/#/$defs/ConfigKeyPrefix/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs13 === errors;
if(valid0){
let data5 = data.limit;
const _errs16 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate14.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs16){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 1000 || isNaN(data5)){
validate14.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate14.errors = [{instancePath:instancePath+"/limit",schemaPath:"#/properties/limit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs16 === errors;
if(valid0){
if(data.cursor !== undefined){
let data6 = data.cursor;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data6 === "string"){
if(data6.length > 2048 && func2(data6) > 2048){
validate14.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 2048 characters"}];
return false;
}
else {
if(data6.length < 1){
validate14.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/cursor",schemaPath:"#/properties/cursor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate14.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate14.errors = vErrors;
return errors === 0;
}

export const ConfigBatchParams = validate15;
const schema38 = {"description":"Does several operations, across scopes, all or nothing.","type":"object","properties":{"operations":{"description":"3.75 MiB of JSON at most: the store takes 4 MiB, and there each scope is spelled out.","type":"array","items":{"$ref":"spec://protocol/#/$defs/ConfigOperation"},"minItems":1,"maxItems":256,"x-max-json-bytes":3932160}},"required":["operations"],"$id":"spec://export/ConfigBatchParams"};
const schema39 = {"description":"An operation of a batch.","type":"object","required":["op"],"properties":{"op":{"enum":["set","delete"]}},"discriminator":{"propertyName":"op"},"oneOf":[{"$ref":"spec://protocol/#/$defs/ConfigSetOperation"},{"$ref":"spec://protocol/#/$defs/ConfigDeleteOperation"}]};
const schema40 = {"description":"An operation of a batch that writes an entry.","type":"object","properties":{"op":{"type":"string","const":"set"},"scope":{"$ref":"spec://protocol/#/$defs/ConfigScope"},"sessionId":{"description":"With the scope `session`, and only then.","$ref":"spec://protocol/#/$defs/SessionId"},"projectId":{"description":"With the scope `project`, and only then.","$ref":"spec://protocol/#/$defs/ProjectId"},"deviceId":{"description":"With the scope `device`, and only then.","$ref":"spec://protocol/#/$defs/DeviceId"},"key":{"$ref":"spec://protocol/#/$defs/ConfigKey"},"value":{"x-max-json-bytes":1048576},"cas":{"$ref":"spec://protocol/#/$defs/ConfigVersion"},"expiresAt":{"type":"integer","minimum":1,"maximum":9007199254740991}},"required":["op","scope","key","value"]};

function validate17(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.op === undefined) && (missing0 = "op")) || ((data.scope === undefined) && (missing0 = "scope"))) || ((data.key === undefined) && (missing0 = "key"))) || ((data.value === undefined) && (missing0 = "value"))){
validate17.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.op !== undefined){
let data0 = data.op;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate17.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("set" !== data0){
validate17.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/const",keyword:"const",params:{allowedValue: "set"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.scope !== undefined){
let data1 = data.scope;
const _errs3 = errors;
if(typeof data1 !== "string"){
validate17.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data1 === "user") || (data1 === "tenant")) || (data1 === "session")) || (data1 === "project")) || (data1 === "device"))){
validate17.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate17.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.projectId !== undefined){
let data3 = data.projectId;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate17.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate17.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deviceId !== undefined){
let data4 = data.deviceId;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data4 === "string"){
if(data4.length > 128 && func2(data4) > 128){
validate17.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data4.length < 1){
validate17.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern2.test(data4)){
validate17.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[A-Za-z0-9][A-Za-z0-9:._@|-]*$\""}];
return false;
}
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data5 = data.key;
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data5 === "string"){
if(data5.length > 512 && func2(data5) > 512){
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data5.length < 1){
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data5.length > 170 && func4(data5) > 512){
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern3.test(data5)){
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate17.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.value !== undefined){
let data6 = data.value;
const _errs18 = errors;
if((typeof data6 !== "string" || data6.length > 174762) && func8(data6) > 1048576){
validate17.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 1048576 bytes as JSON"}];
return false;
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cas !== undefined){
let data7 = data.cas;
const _errs19 = errors;
const _errs20 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate17.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/ConfigVersion/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs20){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 9007199254740991 || isNaN(data7)){
validate17.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/ConfigVersion/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate17.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/ConfigVersion/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.expiresAt !== undefined){
let data8 = data.expiresAt;
const _errs22 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate17.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/properties/expiresAt/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs22){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 9007199254740991 || isNaN(data8)){
validate17.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/properties/expiresAt/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data8 < 1 || isNaN(data8)){
validate17.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"#/properties/expiresAt/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate17.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate17.errors = vErrors;
return errors === 0;
}

const schema47 = {"description":"An operation of a batch that deletes an entry.","type":"object","properties":{"op":{"type":"string","const":"delete"},"scope":{"$ref":"spec://protocol/#/$defs/ConfigScope"},"sessionId":{"description":"With the scope `session`, and only then.","$ref":"spec://protocol/#/$defs/SessionId"},"projectId":{"description":"With the scope `project`, and only then.","$ref":"spec://protocol/#/$defs/ProjectId"},"deviceId":{"description":"With the scope `device`, and only then.","$ref":"spec://protocol/#/$defs/DeviceId"},"key":{"$ref":"spec://protocol/#/$defs/ConfigKey"},"cas":{"$ref":"spec://protocol/#/$defs/ConfigVersion"}},"required":["op","scope","key"]};

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.op === undefined) && (missing0 = "op")) || ((data.scope === undefined) && (missing0 = "scope"))) || ((data.key === undefined) && (missing0 = "key"))){
validate18.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.op !== undefined){
let data0 = data.op;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate18.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("delete" !== data0){
validate18.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/const",keyword:"const",params:{allowedValue: "delete"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.scope !== undefined){
let data1 = data.scope;
const _errs3 = errors;
if(typeof data1 !== "string"){
validate18.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data1 === "user") || (data1 === "tenant")) || (data1 === "session")) || (data1 === "project")) || (data1 === "device"))){
validate18.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data2 = data.sessionId;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate18.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.projectId !== undefined){
let data3 = data.projectId;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(errors === _errs10){
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
validate18.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deviceId !== undefined){
let data4 = data.deviceId;
const _errs12 = errors;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data4 === "string"){
if(data4.length > 128 && func2(data4) > 128){
validate18.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data4.length < 1){
validate18.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern2.test(data4)){
validate18.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[A-Za-z0-9][A-Za-z0-9:._@|-]*$\""}];
return false;
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data5 = data.key;
const _errs15 = errors;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data5 === "string"){
if(data5.length > 512 && func2(data5) > 512){
validate18.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data5.length < 1){
validate18.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data5.length > 170 && func4(data5) > 512){
validate18.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern3.test(data5)){
validate18.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/ConfigKey/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cas !== undefined){
let data6 = data.cas;
const _errs18 = errors;
const _errs19 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate18.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/ConfigVersion/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs19){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate18.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/ConfigVersion/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate18.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/ConfigVersion/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate18.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate18.errors = vErrors;
return errors === 0;
}


function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.op === undefined) && (missing0 = "op")){
validate16.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.op !== undefined){
let data0 = data.op;
const _errs2 = errors;
if(!((data0 === "set") || (data0 === "delete"))){
validate16.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/enum",keyword:"enum",params:{allowedValues: schema39.properties.op.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const tag0 = data.op;
if(typeof tag0 == "string"){
if(tag0 === "set"){
if(!(validate17(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate17.errors : vErrors.concat(validate17.errors);
errors = vErrors.length;
}
}
else if(tag0 === "delete"){
if(!(validate18(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
}
else {
validate16.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "op", tagValue: tag0},message:"value of tag \"op\" must be in oneOf"}];
return false;
}
}
else {
validate16.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "op", tagValue: tag0},message:"tag \"op\" must be string"}];
return false;
}
}
}
}
else {
validate16.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate16.errors = vErrors;
return errors === 0;
}


function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ConfigBatchParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.operations === undefined) && (missing0 = "operations")){
validate15.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.operations !== undefined){
let data0 = data.operations;
const _errs1 = errors;
if((typeof data0 !== "string" || data0.length > 655359) && func8(data0) > 3932160){
validate15.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/properties/operations/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 3932160 bytes as JSON"}];
return false;
}
if(errors === _errs1){
if(Array.isArray(data0)){
if(data0.length > 256){
validate15.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/properties/operations/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"}];
return false;
}
else {
if(data0.length < 1){
validate15.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/properties/operations/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
const _errs3 = errors;
if(!(validate16(data0[i0], {instancePath:instancePath+"/operations/" + i0,parentData:data0,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
var valid1 = _errs3 === errors;
if(!valid1){
break;
}
}
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/properties/operations/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
}
}
}
else {
validate15.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate15.errors = vErrors;
return errors === 0;
}

export const ConfigSubscribeParams = validate22;
const schema54 = {"description":"Subscribes to a scope's changes: `config/update` comes for each, in the order of their revisions, none twice and none\nleft out, on whatever connection or gateway they were made. With `since`, those after that revision come first. The answer\nmay be overtaken by updates. Subscribing again begins anew with `since`; without it nothing changes, and every change up to\nthe `revision` of the answer has been sent before: so the cursor of a quiet scope can be kept young. While the caller may\nnot read the scope, for want of the permission, nothing is sent.","type":"object","properties":{"scope":{"$ref":"spec://protocol/#/$defs/ConfigScope"},"sessionId":{"description":"With the scope `session`, and only then.","$ref":"spec://protocol/#/$defs/SessionId"},"projectId":{"description":"With the scope `project`, and only then.","$ref":"spec://protocol/#/$defs/ProjectId"},"deviceId":{"description":"With the scope `device`, and only then.","$ref":"spec://protocol/#/$defs/DeviceId"},"since":{"description":"`revision` of the last change that is known. When changes since then are not kept any more: `COMPACTED`.","$ref":"spec://protocol/#/$defs/ConfigRevision"}},"required":["scope"],"$id":"spec://export/ConfigSubscribeParams"};
const schema59 = {"description":"The store's one counter: every batch of changes has a higher one.","type":"integer","minimum":0,"maximum":9007199254740991};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ConfigSubscribeParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.scope === undefined) && (missing0 = "scope")){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.scope !== undefined){
let data0 = data.scope;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate22.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data0 === "user") || (data0 === "tenant")) || (data0 === "session")) || (data0 === "project")) || (data0 === "device"))){
validate22.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data1 = data.sessionId;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate22.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.projectId !== undefined){
let data2 = data.projectId;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(errors === _errs8){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate22.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deviceId !== undefined){
let data3 = data.deviceId;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(data3.length > 128 && func2(data3) > 128){
validate22.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data3.length < 1){
validate22.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern2.test(data3)){
validate22.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[A-Za-z0-9][A-Za-z0-9:._@|-]*$\""}];
return false;
}
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.since !== undefined){
let data4 = data.since;
const _errs13 = errors;
const _errs14 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate22.errors = [{instancePath:instancePath+"/since",schemaPath:"spec://protocol/#/$defs/ConfigRevision/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs14){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate22.errors = [{instancePath:instancePath+"/since",schemaPath:"spec://protocol/#/$defs/ConfigRevision/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate22.errors = [{instancePath:instancePath+"/since",schemaPath:"spec://protocol/#/$defs/ConfigRevision/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}

export const ConfigUnsubscribeParams = validate23;
const schema60 = {"description":"Ends a subscription. Updates that are on their way may still come before the answer, none after it.","type":"object","properties":{"scope":{"$ref":"spec://protocol/#/$defs/ConfigScope"},"sessionId":{"description":"With the scope `session`, and only then.","$ref":"spec://protocol/#/$defs/SessionId"},"projectId":{"description":"With the scope `project`, and only then.","$ref":"spec://protocol/#/$defs/ProjectId"},"deviceId":{"description":"With the scope `device`, and only then.","$ref":"spec://protocol/#/$defs/DeviceId"}},"required":["scope"],"$id":"spec://export/ConfigUnsubscribeParams"};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ConfigUnsubscribeParams" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.scope === undefined) && (missing0 = "scope")){
validate23.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.scope !== undefined){
let data0 = data.scope;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate23.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if(!(((((data0 === "user") || (data0 === "tenant")) || (data0 === "session")) || (data0 === "project")) || (data0 === "device"))){
validate23.errors = [{instancePath:instancePath+"/scope",schemaPath:"spec://protocol/#/$defs/ConfigScope/enum",keyword:"enum",params:{allowedValues: schema13.enum},message:"must be equal to one of the allowed values"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.sessionId !== undefined){
let data1 = data.sessionId;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(errors === _errs5){
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
validate23.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/sessionId",schemaPath:"spec://protocol/#/$defs/SessionId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.projectId !== undefined){
let data2 = data.projectId;
const _errs7 = errors;
const _errs8 = errors;
if(errors === _errs8){
if(errors === _errs8){
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
validate23.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$\""}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/projectId",schemaPath:"spec://protocol/#/$defs/ProjectId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deviceId !== undefined){
let data3 = data.deviceId;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 === "string"){
if(data3.length > 128 && func2(data3) > 128){
validate23.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 128 characters"}];
return false;
}
else {
if(data3.length < 1){
validate23.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(!pattern2.test(data3)){
validate23.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/pattern",keyword:"pattern",params:{},message:"must match pattern \"^[A-Za-z0-9][A-Za-z0-9:._@|-]*$\""}];
return false;
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/deviceId",schemaPath:"spec://protocol/#/$defs/DeviceId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}
