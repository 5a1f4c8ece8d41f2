import { parseArn } from '../arn.ts';
import { message } from '../message.ts';
import { fail, judgeKnown, pass, type Rule } from './rule.ts';

/** The certificate of a custom domain is in us-east-1, wherever the pool is: facts, cognito-replication.md section 2, "Custom domain". */
export const certificateRegion: Rule = {
  id: 'certificate-region',
  judge: ({ domain }) =>
    judgeKnown(
      domain,
      ({ certificateArn, name }) => {
        if (certificateArn === undefined) return pass(message('no custom domain'));
        const region = parseArn(certificateArn)?.region ?? '';
        return region === 'us-east-1'
          ? pass(message('certificate in us-east-1'))
          : fail(
              'error',
              certificateArn,
              message('the certificate of {name} is in {region}, and has to be in us-east-1', { name, region }),
              message('Request or import the certificate in us-east-1.'),
            );
      },
      () => pass(message('no domain')),
    ),
};
