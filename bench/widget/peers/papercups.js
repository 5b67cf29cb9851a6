import React from "react";
import { render } from "react-dom";
import { ChatWidget } from "@papercups-io/chat-widget";

render(
  React.createElement(ChatWidget, { token: "00000000-0000-4000-8000-000000000000", title: "Chat", baseUrl: location.origin }),
  document.body.appendChild(document.createElement("div")),
);
