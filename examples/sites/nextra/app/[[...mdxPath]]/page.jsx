import { generateStaticParamsFor, importPage } from 'nextra/pages';
import { useMDXComponents as getMDXComponents } from '../../mdx-components';

export const generateStaticParams = generateStaticParamsFor('mdxPath');

export async function generateMetadata({ params }) {
  const { mdxPath } = await params;
  const { metadata } = await importPage(mdxPath);
  return metadata;
}

const Wrapper = getMDXComponents().wrapper;

export default async function Page(props) {
  const { mdxPath } = await props.params;
  const { default: Content, ...page } = await importPage(mdxPath);
  return (
    <Wrapper {...page}>
      <Content {...props} params={{ mdxPath }} />
    </Wrapper>
  );
}
