// The attributes that every user pool has (OpenID Connect's standard claims), as DescribeUserPool lists them.

const textual = (name: string, length: { min?: string; max?: string } = {}, mutable = true, required = false) => ({
  Name: name,
  AttributeDataType: 'String',
  DeveloperOnlyAttribute: false,
  Mutable: mutable,
  Required: required,
  StringAttributeConstraints: { MinLength: length.min ?? '0', MaxLength: length.max ?? '2048' },
});
const truth = (name: string) => ({
  Name: name,
  AttributeDataType: 'Boolean',
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
});

export const standardAttributes = [
  textual('sub', { min: '1' }, false, true),
  ...['name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture', 'website', 'email'].map(
    (name) => textual(name),
  ),
  truth('email_verified'),
  textual('gender'),
  textual('birthdate', { min: '10', max: '10' }),
  ...['zoneinfo', 'locale', 'phone_number'].map((name) => textual(name)),
  truth('phone_number_verified'),
  textual('address'),
  {
    Name: 'updated_at',
    AttributeDataType: 'Number',
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Required: false,
    NumberAttributeConstraints: { MinValue: '0' },
  },
];
