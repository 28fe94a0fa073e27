import './design/tokens.css';
import './design/base.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { pages } from './app/pages.js';
import { PagesContext } from './app/pages-context.js';
import { router } from './app/router.js';
import { createGraphQLClient } from './graphql/client.js';

const client = createGraphQLClient();
const place = document.getElementById('root');
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

if (place !== null) {
  createRoot(place).render(
    <StrictMode>
      <CSPProvider nonce={nonce}>
        <Provider value={client}>
          <PagesContext value={pages}>
            <RouterProvider router={router} />
          </PagesContext>
        </Provider>
      </CSPProvider>
    </StrictMode>,
  );
}
