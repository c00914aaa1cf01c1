"""What the WebRTC worker process does with its peers. The only place that touches libdatachannel."""
