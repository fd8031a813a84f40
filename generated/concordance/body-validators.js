// Generated from spec/concordance/*.tsp by `npm run generate`. Do not edit.
/* eslint-disable */
import { codePoints, isNumeral, jsonBytes, utf8Bytes } from "../runtime/validation.ts";
export const KvSet_body = validate10;
const schema11 = {"description":"A new value of an entry.","type":"object","properties":{"value":{"description":"Any JSON, at most `valueBytes` of it.","x-max-json-bytes":1048576},"actor":{"description":"Who makes the change.","$ref":"spec://protocol/#/$defs/Actor","default":"api"},"cas":{"description":"The version that the entry must have; 0: there must be none.","$ref":"spec://protocol/#/$defs/Version"},"expiresAt":{"description":"When the entry expires. One that is over already makes an entry that is gone at once.","$ref":"spec://protocol/#/$defs/UnixMillis"},"ttlMs":{"description":"The same, counted from when the leader takes the write.","$ref":"spec://protocol/#/$defs/Duration"}},"required":["value"],"not":{"required":["expiresAt","ttlMs"]},"$id":"spec://export/KvSet_body"};
const schema13 = {"description":"Who makes a change, for people to read: at most 256 characters, without control characters.","type":"string","minLength":1,"maxLength":256,"pattern":"^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$","x-pattern-message":"must have no control character and no half of a surrogate pair","x-max-bytes":1024};
const schema14 = {"description":"How often a key was written: 1 at first, one more with each write, also across deletion and expiry. As `cas` it is the\nversion that a write is based on; 0 says that there must be no such entry.","type":"integer","minimum":0,"maximum":9007199254740991};
const schema15 = {"description":"Milliseconds since 1970-01-01T00:00:00Z.","type":"integer","minimum":1,"maximum":9007199254740991};
const schema16 = {"description":"A number of milliseconds.","type":"integer","minimum":1,"maximum":9007199254740991};
const func2 = jsonBytes;
const func3 = codePoints;
const func4 = utf8Bytes;
const pattern0 = new RegExp("^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$");

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/KvSet_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.actor === undefined){
data.actor = "api";
}
let missing0;
if((data.value === undefined) && (missing0 = "value")){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.value !== undefined){
let data0 = data.value;
const _errs1 = errors;
if((typeof data0 !== "string" || data0.length > 174762) && func2(data0) > 1048576){
validate10.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 1048576 bytes as JSON"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data1 = data.actor;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(data1.length > 256 && func3(data1) > 256){
validate10.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 256 characters"}];
return false;
}
else {
if(data1.length < 1){
validate10.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data1.length > 341 && func4(data1) > 1024){
validate10.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 1024 bytes"}];
return false;
}
else {
if(!pattern0.test(data1)){
validate10.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/pattern",keyword:"pattern",params:{},message:"must have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs2 === errors;
if(valid0){
if(data.cas !== undefined){
let data2 = data.cas;
const _errs5 = errors;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate10.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 9007199254740991 || isNaN(data2)){
validate10.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data2 < 0 || isNaN(data2)){
validate10.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.expiresAt !== undefined){
let data3 = data.expiresAt;
const _errs8 = errors;
const _errs9 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate10.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"spec://protocol/#/$defs/UnixMillis/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs9){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate10.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"spec://protocol/#/$defs/UnixMillis/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 1 || isNaN(data3)){
validate10.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"spec://protocol/#/$defs/UnixMillis/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.ttlMs !== undefined){
let data4 = data.ttlMs;
const _errs11 = errors;
const _errs12 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate10.errors = [{instancePath:instancePath+"/ttlMs",schemaPath:"spec://protocol/#/$defs/Duration/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs12){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate10.errors = [{instancePath:instancePath+"/ttlMs",schemaPath:"spec://protocol/#/$defs/Duration/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validate10.errors = [{instancePath:instancePath+"/ttlMs",schemaPath:"spec://protocol/#/$defs/Duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
return false;
}
}
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if((data.expiresAt !== undefined) && (data.ttlMs !== undefined)){
validate10.errors = [{instancePath,schemaPath:"#/not",keyword:"not",params:{},message:"must not have both expiresAt and ttlMs"}];
return false;
}
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

export const BatchApply_body = validate12;
const schema17 = {"description":"Operations that happen together or not at all, each as if those before it had happened.","type":"object","properties":{"operations":{"description":"As JSON at most `batchBytes`.","type":"array","items":{"$ref":"spec://protocol/#/$defs/Operation"},"minItems":1,"maxItems":256,"x-max-json-bytes":4194304},"actor":{"description":"Who makes the changes.","$ref":"spec://protocol/#/$defs/Actor","default":"api"}},"required":["operations"],"$id":"spec://export/BatchApply_body"};
const schema18 = {"description":"One step of a batch.","type":"object","required":["op"],"properties":{"op":{"enum":["set","delete","check"]}},"discriminator":{"propertyName":"op"},"oneOf":[{"$ref":"spec://protocol/#/$defs/SetOperation"},{"$ref":"spec://protocol/#/$defs/DeleteOperation"},{"$ref":"spec://protocol/#/$defs/CheckOperation"}]};
const schema19 = {"description":"Writes an entry.","type":"object","properties":{"op":{"type":"string","const":"set"},"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"key":{"$ref":"spec://protocol/#/$defs/Key"},"value":{"description":"Any JSON, at most `valueBytes` of it.","x-max-json-bytes":1048576},"cas":{"description":"The version that the entry must have; 0: there must be none.","$ref":"spec://protocol/#/$defs/Version"},"expiresAt":{"description":"When the entry expires. One that is over already makes an entry that is gone at once.","$ref":"spec://protocol/#/$defs/UnixMillis"},"ttlMs":{"description":"The same, counted from when the leader takes the write.","$ref":"spec://protocol/#/$defs/Duration"}},"required":["op","namespace","key","value"],"not":{"required":["expiresAt","ttlMs"]}};
const schema20 = {"description":"A place in the tree of entries: segments joined by `/`. A segment has letters, digits and `: . _ @ | -`, and anything\nelse as `%` with two hexadecimal digits; it is neither empty nor `.` nor `..`. At most 512 bytes. It is compared\ncharacter by character: `%2f` and `%2F` are two names.\n\nA namespace covers itself and what is below it, by whole segments: `tenant:acme` covers `tenant:acme/settings`, and\nnever `tenant:acme2`.","type":"string","maxLength":512,"pattern":"^(?!\\.{0,2}(?:/|$))[A-Za-z0-9:._@|-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:._@|-]*)*(?:/(?!\\.{0,2}(?:/|$))[A-Za-z0-9:._@|-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:._@|-]*)*)*$","x-pattern-message":"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits","x-max-bytes":512};
const schema21 = {"description":"Names an entry within its namespace: 1 to 512 bytes of UTF-8 without control characters and without half of a\nsurrogate pair. It may hold `/`. `.` and `..` are refused: URL libraries swallow them.","type":"string","minLength":1,"maxLength":512,"pattern":"^(?!\\.{1,2}$)[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$","x-pattern-message":"must not be '.' or '..', and have no control character and no half of a surrogate pair","x-max-bytes":512};
const pattern1 = new RegExp("^(?!\\.{0,2}(?:/|$))[A-Za-z0-9:._@|-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:._@|-]*)*(?:/(?!\\.{0,2}(?:/|$))[A-Za-z0-9:._@|-]*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9:._@|-]*)*)*$");
const pattern2 = new RegExp("^(?!\\.{1,2}$)[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*(?:[\\ud800-\\udbff][\\udc00-\\udfff][^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*)*$");

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.op === undefined) && (missing0 = "op")) || ((data.namespace === undefined) && (missing0 = "namespace"))) || ((data.key === undefined) && (missing0 = "key"))) || ((data.value === undefined) && (missing0 = "value"))){
validate14.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.op !== undefined){
let data0 = data.op;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate14.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("set" !== data0){
validate14.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/const",keyword:"const",params:{allowedValue: "set"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.namespace !== undefined){
let data1 = data.namespace;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 512 && func3(data1) > 512){
validate14.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length > 170 && func4(data1) > 512){
validate14.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern1.test(data1)){
validate14.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data2 = data.key;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(data2.length > 512 && func3(data2) > 512){
validate14.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data2.length < 1){
validate14.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data2.length > 170 && func4(data2) > 512){
validate14.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern2.test(data2)){
validate14.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate14.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.value !== undefined){
let data3 = data.value;
const _errs9 = errors;
if((typeof data3 !== "string" || data3.length > 174762) && func2(data3) > 1048576){
validate14.errors = [{instancePath:instancePath+"/value",schemaPath:"#/properties/value/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 1048576 bytes as JSON"}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cas !== undefined){
let data4 = data.cas;
const _errs10 = errors;
const _errs11 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate14.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs11){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 9007199254740991 || isNaN(data4)){
validate14.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data4 < 0 || isNaN(data4)){
validate14.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.expiresAt !== undefined){
let data5 = data.expiresAt;
const _errs13 = errors;
const _errs14 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate14.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"spec://protocol/#/$defs/UnixMillis/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs14){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 9007199254740991 || isNaN(data5)){
validate14.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"spec://protocol/#/$defs/UnixMillis/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate14.errors = [{instancePath:instancePath+"/expiresAt",schemaPath:"spec://protocol/#/$defs/UnixMillis/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
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
if(valid0){
if(data.ttlMs !== undefined){
let data6 = data.ttlMs;
const _errs16 = errors;
const _errs17 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate14.errors = [{instancePath:instancePath+"/ttlMs",schemaPath:"spec://protocol/#/$defs/Duration/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs17){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 9007199254740991 || isNaN(data6)){
validate14.errors = [{instancePath:instancePath+"/ttlMs",schemaPath:"spec://protocol/#/$defs/Duration/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate14.errors = [{instancePath:instancePath+"/ttlMs",schemaPath:"spec://protocol/#/$defs/Duration/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"}];
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
if(valid0){
if((data.expiresAt !== undefined) && (data.ttlMs !== undefined)){
validate14.errors = [{instancePath,schemaPath:"#/not",keyword:"not",params:{},message:"must not have both expiresAt and ttlMs"}];
return false;
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
validate14.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate14.errors = vErrors;
return errors === 0;
}

const schema25 = {"description":"Deletes an entry. One that is not there is no error.","type":"object","properties":{"op":{"type":"string","const":"delete"},"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"key":{"$ref":"spec://protocol/#/$defs/Key"},"cas":{"description":"The version that the entry must have; 0: there must be none.","$ref":"spec://protocol/#/$defs/Version"}},"required":["op","namespace","key"]};

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.op === undefined) && (missing0 = "op")) || ((data.namespace === undefined) && (missing0 = "namespace"))) || ((data.key === undefined) && (missing0 = "key"))){
validate15.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.op !== undefined){
let data0 = data.op;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate15.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("delete" !== data0){
validate15.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/const",keyword:"const",params:{allowedValue: "delete"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.namespace !== undefined){
let data1 = data.namespace;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 512 && func3(data1) > 512){
validate15.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length > 170 && func4(data1) > 512){
validate15.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern1.test(data1)){
validate15.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data2 = data.key;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(data2.length > 512 && func3(data2) > 512){
validate15.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data2.length < 1){
validate15.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data2.length > 170 && func4(data2) > 512){
validate15.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern2.test(data2)){
validate15.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cas !== undefined){
let data3 = data.cas;
const _errs9 = errors;
const _errs10 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate15.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate15.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate15.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs9 === errors;
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
validate15.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate15.errors = vErrors;
return errors === 0;
}

const schema29 = {"description":"Changes nothing, but demands that an entry has this version: else nothing of the batch happens.","type":"object","properties":{"op":{"type":"string","const":"check"},"namespace":{"$ref":"spec://protocol/#/$defs/Namespace"},"key":{"$ref":"spec://protocol/#/$defs/Key"},"cas":{"description":"The version that the entry must have; 0: there must be none.","$ref":"spec://protocol/#/$defs/Version"}},"required":["op","namespace","key","cas"]};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((((data.op === undefined) && (missing0 = "op")) || ((data.namespace === undefined) && (missing0 = "namespace"))) || ((data.key === undefined) && (missing0 = "key"))) || ((data.cas === undefined) && (missing0 = "cas"))){
validate16.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.op !== undefined){
let data0 = data.op;
const _errs1 = errors;
if(typeof data0 !== "string"){
validate16.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
if("check" !== data0){
validate16.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/const",keyword:"const",params:{allowedValue: "check"},message:"must be equal to constant"}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.namespace !== undefined){
let data1 = data.namespace;
const _errs3 = errors;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(data1.length > 512 && func3(data1) > 512){
validate16.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data1.length > 170 && func4(data1) > 512){
validate16.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern1.test(data1)){
validate16.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/pattern",keyword:"pattern",params:{},message:"must be segments joined by '/', none of them empty, '.' or '..', of letters, digits, ':._@|-' and '%' with two hexadecimal digits"}];
return false;
}
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/namespace",schemaPath:"spec://protocol/#/$defs/Namespace/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.key !== undefined){
let data2 = data.key;
const _errs6 = errors;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(data2.length > 512 && func3(data2) > 512){
validate16.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 512 characters"}];
return false;
}
else {
if(data2.length < 1){
validate16.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data2.length > 170 && func4(data2) > 512){
validate16.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 512 bytes"}];
return false;
}
else {
if(!pattern2.test(data2)){
validate16.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/pattern",keyword:"pattern",params:{},message:"must not be '.' or '..', and have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate16.errors = [{instancePath:instancePath+"/key",schemaPath:"spec://protocol/#/$defs/Key/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.cas !== undefined){
let data3 = data.cas;
const _errs9 = errors;
const _errs10 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate16.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/type",keyword:"type",params:{type: "integer"},message:"must be integer"}];
return false;
}
if(errors === _errs10){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 9007199254740991 || isNaN(data3)){
validate16.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/maximum",keyword:"maximum",params:{comparison: "<=", limit: 9007199254740991},message:"must be <= 9007199254740991"}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate16.errors = [{instancePath:instancePath+"/cas",schemaPath:"spec://protocol/#/$defs/Version/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"}];
return false;
}
}
}
}
var valid0 = _errs9 === errors;
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
validate16.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate16.errors = vErrors;
return errors === 0;
}


function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.op === undefined) && (missing0 = "op")){
validate13.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.op !== undefined){
let data0 = data.op;
const _errs2 = errors;
if(!(((data0 === "set") || (data0 === "delete")) || (data0 === "check"))){
validate13.errors = [{instancePath:instancePath+"/op",schemaPath:"#/properties/op/enum",keyword:"enum",params:{allowedValues: schema18.properties.op.enum},message:"must be equal to one of the allowed values"}];
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
if(!(validate14(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
}
else if(tag0 === "delete"){
if(!(validate15(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate15.errors : vErrors.concat(validate15.errors);
errors = vErrors.length;
}
}
else if(tag0 === "check"){
if(!(validate16(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
}
else {
validate13.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "op", tagValue: tag0},message:"value of tag \"op\" must be in oneOf"}];
return false;
}
}
else {
validate13.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "op", tagValue: tag0},message:"tag \"op\" must be string"}];
return false;
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


function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/BatchApply_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.actor === undefined){
data.actor = "api";
}
let missing0;
if((data.operations === undefined) && (missing0 = "operations")){
validate12.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.operations !== undefined){
let data0 = data.operations;
const _errs1 = errors;
if((typeof data0 !== "string" || data0.length > 699050) && func2(data0) > 4194304){
validate12.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/properties/operations/x-max-json-bytes",keyword:"x-max-json-bytes",params:{},message:"must not be larger than 4194304 bytes as JSON"}];
return false;
}
if(errors === _errs1){
if(Array.isArray(data0)){
if(data0.length > 256){
validate12.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/properties/operations/maxItems",keyword:"maxItems",params:{limit: 256},message:"must NOT have more than 256 items"}];
return false;
}
else {
if(data0.length < 1){
validate12.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/properties/operations/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items"}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
const _errs3 = errors;
if(!(validate13(data0[i0], {instancePath:instancePath+"/operations/" + i0,parentData:data0,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors);
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
validate12.errors = [{instancePath:instancePath+"/operations",schemaPath:"#/properties/operations/type",keyword:"type",params:{type: "array"},message:"must be array"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data2 = data.actor;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(data2.length > 256 && func3(data2) > 256){
validate12.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 256 characters"}];
return false;
}
else {
if(data2.length < 1){
validate12.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/minLength",keyword:"minLength",params:{},message:"must NOT have fewer than 1 characters"}];
return false;
}
else {
if(data2.length > 341 && func4(data2) > 1024){
validate12.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 1024 bytes"}];
return false;
}
else {
if(!pattern0.test(data2)){
validate12.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/pattern",keyword:"pattern",params:{},message:"must have no control character and no half of a surrogate pair"}];
return false;
}
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/actor",schemaPath:"spec://protocol/#/$defs/Actor/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
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

export const ClusterJoin_body = validate21;
const schema34 = {"description":"A node that comes into the cluster. Of a member it changes the address.","type":"object","properties":{"nodeId":{"$ref":"spec://protocol/#/$defs/NodeId"},"address":{"$ref":"spec://protocol/#/$defs/Address"},"learner":{"description":"It never gets a vote. Else it gets one as soon as it has caught up.","type":"boolean","default":false}},"required":["nodeId","address"],"$id":"spec://export/ClusterJoin_body"};
const schema35 = {"description":"Names a node for good: with another data folder it has another id.","type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$","x-pattern-message":"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"};
const schema36 = {"description":"Where a node is reached by the others: `host:port`, an IPv6 address in brackets.","type":"string","maxLength":261,"pattern":"^(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}$","x-pattern-message":"must be host:port","x-max-bytes":261};
const pattern8 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$");
const pattern9 = new RegExp("^(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}$");

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ClusterJoin_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.learner === undefined){
data.learner = false;
}
let missing0;
if(((data.nodeId === undefined) && (missing0 = "nodeId")) || ((data.address === undefined) && (missing0 = "address"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.nodeId !== undefined){
let data0 = data.nodeId;
const _errs1 = errors;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern8.test(data0)){
validate21.errors = [{instancePath:instancePath+"/nodeId",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/nodeId",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.address !== undefined){
let data1 = data.address;
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(data1.length > 261 && func3(data1) > 261){
validate21.errors = [{instancePath:instancePath+"/address",schemaPath:"spec://protocol/#/$defs/Address/maxLength",keyword:"maxLength",params:{},message:"must NOT have more than 261 characters"}];
return false;
}
else {
if(data1.length > 87 && func4(data1) > 261){
validate21.errors = [{instancePath:instancePath+"/address",schemaPath:"spec://protocol/#/$defs/Address/x-max-bytes",keyword:"x-max-bytes",params:{},message:"must not be larger than 261 bytes"}];
return false;
}
else {
if(!pattern9.test(data1)){
validate21.errors = [{instancePath:instancePath+"/address",schemaPath:"spec://protocol/#/$defs/Address/pattern",keyword:"pattern",params:{},message:"must be host:port"}];
return false;
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/address",schemaPath:"spec://protocol/#/$defs/Address/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const _errs7 = errors;
if(typeof data.learner !== "boolean"){
validate21.errors = [{instancePath:instancePath+"/learner",schemaPath:"#/properties/learner/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"}];
return false;
}
var valid0 = _errs7 === errors;
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}

export const ClusterRemove_body = validate22;
const schema37 = {"description":"A member that leaves the cluster.","type":"object","properties":{"nodeId":{"$ref":"spec://protocol/#/$defs/NodeId"}},"required":["nodeId"],"$id":"spec://export/ClusterRemove_body"};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ClusterRemove_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.nodeId === undefined) && (missing0 = "nodeId")){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0},message:"must have required property '"+missing0+"'"}];
return false;
}
else {
if(data.nodeId !== undefined){
let data0 = data.nodeId;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern8.test(data0)){
validate22.errors = [{instancePath:instancePath+"/nodeId",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/nodeId",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
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

export const ClusterTransfer_body = validate23;
const schema39 = {"description":"Who leads next.","type":"object","properties":{"nodeId":{"description":"A node with a vote; the most advanced one by default.","$ref":"spec://protocol/#/$defs/NodeId"}},"required":[],"$id":"spec://export/ClusterTransfer_body"};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="spec://export/ClusterTransfer_body" */;
let vErrors = null;
let errors = 0;
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.nodeId !== undefined){
let data0 = data.nodeId;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(!pattern8.test(data0)){
validate23.errors = [{instancePath:instancePath+"/nodeId",schemaPath:"spec://protocol/#/$defs/NodeId/pattern",keyword:"pattern",params:{},message:"must be 1 to 64 letters, digits and '._-', and begin with a letter or digit"}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/nodeId",schemaPath:"spec://protocol/#/$defs/NodeId/type",keyword:"type",params:{type: "string"},message:"must be string"}];
return false;
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
